// The :shortcodes: that people and apps use most, as characters. An unknown one stays as typed.

const TABLE = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 clap 👏 raised_hands 🙌 pray 🙏 handshake 🤝 muscle 💪 wave 👋 point_right 👉
point_left 👈 point_up ☝️ point_up_2 👆 point_down 👇 raised_hand ✋ hand ✋ v ✌️ crossed_fingers 🤞 writing_hand ✍️ eyes 👀 brain 🧠
smile 😄 smiley 😃 grinning 😀 grin 😁 joy 😂 rolling_on_the_floor_laughing 🤣 blush 😊 slightly_smiling_face 🙂 wink 😉
heart_eyes 😍 star-struck 🤩 thinking_face 🤔 thinking 🤔 face_with_monocle 🧐 nerd_face 🤓 sunglasses 😎 partying_face 🥳
sweat_smile 😅 relieved 😌 neutral_face 😐 face_with_rolling_eyes 🙄 grimacing 😬 sob 😭 cry 😢 disappointed 😞 worried 😟
scream 😱 exploding_head 🤯 sleeping 😴 hugging_face 🤗 saluting_face 🫡 melting_face 🫠 skull 💀 robot_face 🤖 ghost 👻
shrug 🤷 facepalm 🤦 technologist 🧑‍💻 busts_in_silhouette 👥 bust_in_silhouette 👤 family 👪 person_climbing 🧗
heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍 broken_heart 💔
sparkles ✨ star ⭐ star2 🌟 zap ⚡ fire 🔥 boom 💥 tada 🎉 confetti_ball 🎊 gift 🎁 balloon 🎈 trophy 🏆 medal 🏅
first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉 sports_medal 🏅 dart 🎯 rocket 🚀 ladder 🪜 mountain ⛰️ checkered_flag 🏁
triangular_flag_on_post 🚩 white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎
no_entry ⛔ no_entry_sign 🚫 warning ⚠️ exclamation ❗ heavy_exclamation_mark ❗ question ❓ grey_question ❔ grey_exclamation ❕
bangbang ‼️ 100 💯 information_source ℹ️ heavy_plus_sign ➕ heavy_minus_sign ➖ arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️
arrow_down ⬇️ arrow_upper_right ↗️ arrow_lower_right ↘️ arrows_counterclockwise 🔄 arrows_clockwise 🔃 repeat 🔁 leftwards_arrow_with_hook ↩️
arrow_right_hook ↪️ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 pushpin 📌 round_pushpin 📍
paperclip 📎 link 🔗 memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 bookmark 🔖 books 📚 book 📖 open_book 📖
notebook 📓 ledger 📒 file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ card_file_box 🗃️ file_cabinet 🗄️ wastebasket 🗑️
package 📦 inbox_tray 📥 outbox_tray 📤 email 📧 envelope ✉️ incoming_envelope 📨 mailbox 📫 speech_balloon 💬 thought_balloon 💭
left_speech_bubble 🗨️ bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 calendar 📆 date 📅 spiral_calendar_pad 🗓️ clock1 🕐 clock9 🕘
clock930 🕤 hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️ timer_clock ⏲️ alarm_clock ⏰ watch ⌚
lock 🔒 unlock 🔓 closed_lock_with_key 🔐 lock_with_ink_pen 🔏 key 🔑 shield 🛡️ eye 👁️ mag 🔍 mag_right 🔎 bulb 💡 wrench 🔧 hammer 🔨
hammer_and_wrench 🛠️ gear ⚙️ toolbox 🧰 nut_and_bolt 🔩 test_tube 🧪 microscope 🔬 telescope 🔭 computer 💻 desktop_computer 🖥️
keyboard ⌨️ iphone 📱 floppy_disk 💾 electric_plug 🔌 battery 🔋 satellite_antenna 📡 construction 🚧 rotating_light 🚨 ambulance 🚑
fire_extinguisher 🧯 bug 🐛 beetle 🐞 spider_web 🕸️ turtle 🐢 snail 🐌 rabbit 🐇 unicorn_face 🦄 dog 🐶 cat 🐱 owl 🦉 bee 🐝
seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 herb 🌿 four_leaf_clover 🍀 sunflower 🌻 rainbow 🌈 sunny ☀️ sunrise 🌅 cloud ☁️
snowflake ❄️ ocean 🌊 earth_africa 🌍 earth_americas 🌎 globe_with_meridians 🌐 compass 🧭 world_map 🗺️ railway_track 🛤️
motorway 🛣️ bridge_at_night 🌉 coffee ☕ tea 🍵 beer 🍺 beers 🍻 cake 🍰 birthday 🎂 pizza 🍕 doughnut 🍩 cookie 🍪 apple 🍎 taco 🌮
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫
large_green_square 🟩 large_yellow_square 🟨 large_orange_square 🟧 large_red_square 🟥 large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛
white_small_square ▫️ black_small_square ▪️ small_blue_diamond 🔹 small_orange_diamond 🔸 radio_button 🔘 o ⭕
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ zero 0️⃣ hash #️⃣
performing_arts 🎭 art 🎨 musical_note 🎵 headphones 🎧 microphone 🎤 camera 📷 movie_camera 🎥 video_game 🎮 jigsaw 🧩 crystal_ball 🔮
moneybag 💰 credit_card 💳 scales ⚖️ balance_scale ⚖️ shopping_trolley 🛒 briefcase 💼 mortar_board 🎓 graduation_cap 🎓 school 🏫 office 🏢 house 🏠
airplane ✈️ palm_tree 🌴 beach_with_umbrella 🏖️ umbrella ☔ tent ⛺ bike 🚲 car 🚗 train 🚆 ship 🚢 anchor ⚓ thread 🧵 label 🏷️ new 🆕 free 🆓 soon 🔜 end 🔚 back 🔙 on 🔛 top 🔝
`;

const words = TABLE.trim().split(/\s+/);
const SHORTCODES = new Map();
for (let i = 0; i < words.length; i += 2) SHORTCODES.set(words[i], words[i + 1]);

/** The character of a shortcode without its colons, or null. */
export const emojiOf = (name) => SHORTCODES.get(name.replace(/::skin-tone-[2-6]$/, "")) ?? null;

/** A character given as dash-separated code points ("1f389"), as rich text carries it. */
export const fromUnicode = (codes) =>
  String.fromCodePoint(...codes.split("-").map((code) => parseInt(code, 16)).filter((code) => code <= 0x10ffff));
