"""How people say what they did, and what they talk about besides: topics that are no work, greetings, thanks, questions.

In the form of `lexicon` and in the languages of `lexicon_languages`. Written from general knowledge, like both.
"""

EVERYDAY = """\
food: bread sourdough recipe recipes pasta rice cheese whisky kebab falafel sandwich pancake pancakes waffle waffles
  table-for oven kettle groceries supermarket food lunch lunches breakfast dinner snack snacks coffee espresso tea
  cake cakes cookie cookies donut donuts bagel bagels pizza pizzas sushi taco tacos burger burgers ramen curry chili
  salad sandwiches soup noodles bbq grill fruit fruits apple-pie banana bananas chocolate candy ice-cream milk
  oat-milk beer beers wine drink drinks cocktail water-bottle kitchen fridge microwave dishwasher canteen cafeteria
  restaurant bakery barbecue brunch menu mug mugs cup cups leftover leftovers hungry eat eats eating ate eaten cook
  cooked cooking bake baked baking buffet catering popcorn delicious tasty yummy vegan vegetarian essen mittagessen
  kaffee kuchen mahlzeit kantine frühstück bier déjeuner repas gâteau almuerzo comida cena pastel cerveza desayuno
  almoço bolo cerveja pranzo caffè ランチ 昼食 ご飯 飲み会 お菓子 午饭 吃饭 咖啡 奶茶 점심 커피 저녁 회식
weather: weather rain rainy raining rained snow snowy snowing snowed sun sunny sunshine cloudy wind windy storm stormy
  thunderstorm cold freezing degrees celsius heat heatwave umbrella warm chilly fog foggy wetter regen regnet schnee
  sonne météo pluie neige soleil lluvia llueve nieve sol chuva neve tempo pioggia 天気 雨 雪 暑い 寒い 天气 下雨 下雪 날씨 비가 눈이
travel: suitcase wallet house-keys my-keys car-keys tire tyre wheel scooter ferry boat airbnb hostel road-trip museum
  zoo train trains tram trams bus buses subway metro tube s-bahn u-bahn traffic flight flights airport plane taxi cab
  uber bike bikes bicycle car cars parking garage commute commuting ride hotel trip trips travel traveling travelling
  vacation vacations holiday holidays beach lake mountains hike hikes hiking ski skiing camping luggage passport visa
  highway motorway m25 jet-lag zug züge bahn stau flug flughafen urlaub fahrrad métro avion vacances vélo vol tren
  avión vacaciones autobús bicicleta trem ônibus voo férias treno aereo vacanze 電車 遅延 休暇 旅行 飛行機 地铁 火车 堵车 航班 请假 放假 기차
  지하철 비행기 휴가 여행
health: haircut hairdresser physio surgery allergy allergies cough flu-shot jogging jog pilates swim swimming
  running-shoes treadmill 10k sick ill fever flu headache headaches migraine dentist doctor doctors appointment
  vaccine vaccinated hospital tired sleepy sleep slept sleeping nap rest gym yoga exercise workout running-group
  marathon half-marathon 5k run-club legs krank arzt zahnarzt müde fièvre malade médecin dentiste fatigué enfermo
  enferma médico dentista cansado cansada doente malato malata stanco 病院 体調 風邪 病気 生病 医院 感冒 아파요 병원 감기
family: nephew niece uncle aunt cousin brother sister grandson granddaughter girlfriend boyfriend fiance roommate
  flatmate twins toddler school-run nursery in-laws barbecue-with kid kids child children baby babies son daughter
  wife husband mom mum dad mother father parents grandma grandpa family wedding married engaged birthday birthdays
  bday anniversary babysitter kindergarten daycare dog dogs cat cats puppy kitten pet pets neighbor neighbors
  neighbour neighbours kinder kind-krank geburtstag hochzeit anniversaire enfants mariage cumpleaños hijos boda
  aniversário filhos compleanno figli 誕生日 結婚 子供 生日 结婚 孩子 생일 결혼 아이
leisure: chess karaoke piano choir drums board-game board-games crossword lego poker darts foosball table-football
  table-tennis ping-pong bowling climbing bouldering skating surfing cycling knitting painting pottery festival
  theater theatre comedy stadium league championship trophy playstation xbox nintendo tv series-finale furniture ikea
  sofa couch lawn balcony tomatoes movie movies film films cinema series netflix episode football soccer basketball
  tennis match game games gaming concert concerts music song songs playlist band guitar novel party parties quiz-night
  pub hobby hobbies garden gardening plant plants flowers photo photos picture pictures pic pics album meme memes gif
  gifs selfie weekend weekends christmas xmas easter halloween thanksgiving new-year diwali eid ramadan hanukkah santa
  secret-santa lottery raffle ticket-for tickets-for wochenende feier fußball weihnachten week-end noël fête
  fin-de-semana navidad fiesta fútbol fim-de-semana natal festa natale partita 週末 映画 花見 周末 电影 春节 주말 영화 축구
office: desk desks chair chairs monitor monitors headset headsets keyboard mouse-pad charger chargers cable laptop
  laptops printer printers projector wifi wi-fi badge badges key-card keys elevator elevators lift stairs lobby
  reception front-desk mailroom package-for floor floors room rooms meeting-room window windows cleaners plumber
  fire-drill toilet bathroom shower locker lockers heating air-conditioning ac aircon coffee-machine umbrella wfh
  homeoffice home-office ooo out-of-office pto day-off timesheet timesheets expense expenses payroll payslip
  emergency-contact emergency-contacts profile-picture avatar status-emoji emoji emojis password passwords webcam mic
  microphone mute muted vpn internet flat apartment rent logo swag tshirt t-shirt hoodie sticker stickers büro drucker
  schreibtisch imprimante oficina impresora escritório impressora ufficio stampante 在宅 会議室 プリンター 打印机 办公室 회의실 프린터 재택
chatter: channel channels dm dms link-to-recording recording invite invites invitation calendar 1:1 1:1s standup
  stand-up standups offsite-location offsite pic-of-the-day
"""

TALK = """\
greeting: hi hello hey howdy hiya gm good-morning morning good-afternoon good-evening good-night goodnight welcome
  welcome-aboard welcome-to bye goodbye cya see-you see-ya happy-birthday happy-bday happy-friday happy-monday
  happy-new-year merry-christmas congrats congratulations get-well enjoy have-a-great have-a-nice hope-you hallo moin
  servus guten-morgen guten-tag schönes-wochenende tschüss bonjour bonsoir salut bonne-journée bon-appétit hola
  buenos-días buenas-tardes buenas-noches feliz-cumpleaños bom-dia boa-tarde boa-noite oi ciao buongiorno buonasera
  おはよう おはようございます こんにちは お疲れ様です お疲れさま よろしく 早上好 你好 大家好 안녕하세요 안녕
thanks: thanks thank thx ty tysm cheers appreciated kudos well-done great-work great-job good-job nice-work nice-one
  awesome-job love-it danke merci gracias obrigado obrigada grazie ありがとう ありがとうございます 谢谢 感谢 감사합니다 고마워요
reaction: ok okay yes yep yeah nope no-worries np sure lol haha hahaha rofl wow hmm oops ouch yay nice cool awesome
  agreed agree indeed lgtm sorry brb afk asap fyi btw me-too sounds-good looks-good no-idea not-sure good-question
  ignore-this wrong-channel foo asdf ja nein oui non sí sim não
asking: anyone anybody someone somebody who whose which where when why what how can could would should may shall
  is-there are-there is-it does-anyone do-you please pls did-you have-you has-anyone let-me let's let-us reminder
  remind don't-forget ptal i-need i-want i-don't i-can't looking-for i'd-like we-need wer wo wann warum wie kann qui
  où quand pourquoi comment quién dónde cuándo alguien quem onde quando alguém chi dove qualcuno
coming: will won't i'll we'll gonna going-to tomorrow tonight next-week next-month later soon upcoming planning-to
  want-to about-to starts begins in-the-morning morgen demain mañana amanhã domani 明日 明天 내일
"""

# Verbs in the past that are said of work and of little else ("lead" is how many write "led").
ACTS_OF_WORK = """\
  led mentored coached trained taught onboarded interviewed hired recruited delegated coordinated facilitated
  supervised managed presented demoed pitched convinced persuaded aligned negotiated advocated influenced unblocked
  resolved mediated escalated shipped launched released deployed delivered rolled migrated ported upgraded
  refactored rewrote rearchitected redesigned designed architected engineered built rebuilt implemented developed
  coded programmed prototyped integrated automated scripted configured provisioned containerized instrumented
  monitored debugged diagnosed troubleshot investigated mitigated patched hardened secured audited profiled
  benchmarked optimized optimised tuned sped scaled sharded cached parallelized modeled modelled reduced decreased
  increased improved halved doubled tripled eliminated deprecated retired sunset decommissioned replaced swapped
  consolidated unified standardized standardised simplified streamlined documented drafted authored wrote published
  reviewed analyzed analysed evaluated assessed compared measured researched decided chose selected prioritized
  prioritised deprioritized de-prioritized scoped estimated roadmapped drove spearheaded championed pioneered
  proposed recommended introduced established founded instituted initiated owned maintained stewarded achieved
  exceeded finalized finalised prevented averted recovered restored reverted reproduced isolated traced merged
  refined restructured reorganized reorganised revamped modernized modernised overhauled enabled empowered sponsored
  contributed collaborated partnered paired consulted advised guided shadowed tackled solved identified uncovered
  detected exposed validated verified certified complied upsold acquired retained expanded localized localised
  translated open-sourced upstreamed backported pinned extracted decoupled modularized abstracted generalized
  parameterized rehearsed dry-ran drilled triaged firefought oversaw executed orchestrated bootstrapped scaffolded
  stabilized stabilised rescued unstuck ramped upskilled mastered adopted untangled lead organized organised hosted
  planned handled defined ensured encouraged represented keynoted transitioned clarified communicated fostered
  cultivated motivated inspired backfilled bisected deduplicated rotated containerised parallelised cherry-picked
  rebased retrofitted renegotiated outsourced insourced commissioned piloted trialled trialed curated mapped
  forecast forecasted
"""

# Other past forms that do not end in -ed.
IRREGULAR_ACTS = """\
  ate became began blew bought broke brought built came caught chose cut did drank drew drove dug fed fell felt flew
  forgot fought found gave got grew had held hid hit kept knew laid led left lent lost made met oversaw paid put
  ran rebuilt redid rewrote rode said sang sat saw sent set shook shot shrank slept sold sought spent split
  spoke sprang spun stood stuck swam taught thought threw told took undid went withdrew woke won wore wrote
"""
