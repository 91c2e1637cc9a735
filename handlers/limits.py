"""Slack's limits, once. Sources: docs.slack.dev, Block Kit and method reference; those marked * are measured or
reported, not documented, and stay on the safe side."""

MESSAGE_TEXT = 40_000  # chat.postMessage cuts a longer text without a word
UPDATE_TEXT = 4_000  # chat.update refuses a longer text with msg_too_long
MESSAGE_BLOCKS = 50
MESSAGE_BLOCK_TEXT = 11_000  # * `msg_blocks_too_long` begins between 11,341 and 13,200
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
SECTION_TEXT = 3_000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
FIELD_TEXT = 2_000
ACTIONS = 25
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
OPTION_TEXT = 75
OPTION_VALUE = 75  # * sources differ between 75 and 150
CHECKBOXES = 10
SELECT_OPTIONS = 100
TITLE = 24
TEXT_INPUT = 3_000
ALT_TEXT = 2_000  # of an image block
FILE_ALT_TEXT = 1_000  # of an uploaded file
TABLE_ROWS = 100
TABLE_TEXT = 10_000
