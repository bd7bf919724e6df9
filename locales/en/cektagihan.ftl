### The sentences of CekTagihan in English. Names and variables follow the Indonesian file.

## Time

month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
date = { $day } { month } { $year }
time = { $day } { month } { $year } { $hour }:{ $minute } WIB
months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
month-alone = { month }
month-year = { month } { $year }
month-run = { $from }–{ $to }
month-sum = { $months } ({ $count })

## Commands

command-start = Main menu
command-check = Check a bill: /cek pln 514040400482
command-cancel = Cancel what is under way
command-help = How to use this bot
command-language = Change language / Ganti bahasa
command-privacy = What is kept about you
command-erase = Erase my data

## Buttons

button-home = Main menu
button-back = Back
button-cancel = Cancel
button-again = Recheck
button-another = Menu
button-next = Next { $product }
button-next-number = Next number
button-copy = Copy
button-reveal = Show in full
button-private = Open in private chat
button-use = Use it anyway
button-retype = Type again
button-months = Choose months
button-help = Help
button-languages = Bahasa / Language
button-check = Yes, check { $product }
button-check-number = { $product } · { $number }
button-one-by-one = One by one
button-other = Another product
button-other-product = The number is for another product
button-corrected = Use { $number }
button-recent = { $name } · { $product }
button-page = { $page } / { $pages }

## Main menu

home-title = Check a postpaid bill
home-example = Type a product and a customer number, for example:
home-choose = Or choose a kind of bill:
family-electricity = PLN Electricity
family-water = PDAM Water
family-health = BPJS
family-internet = Internet & TV
family-phone = Postpaid Phone
family-finance = Multifinance

## Products

product-choose = Choose the product, or type part of its name.
product-choose-group = Choose the product, or reply to this message with part of its name.
product-found = Did you mean:
product-not-found = No product matches “{ $words }”.
product-lacking = This bot does not have { $name } yet.
product-offered = It has: { $list }.
product-offered-several = { $family } ({ $count })
product-gone = That product is no longer available.

## Customer numbers

account-pln = Type the customer ID (IDPEL), 12 digits.
account-bpjs = Type the BPJS card number (13 digits) or the VA number (16 digits).
account-mobile = Type the mobile number, starting with 08.
account-digits = Type the customer number, { $length } digits.
account-letters = Type the customer number, { $length } digits or letters.
account-contract = Type the contract number, { $length } digits or letters.
account-in-group = Reply to this message with the number, or type /batal.
account-placeholder = { $product } number
account-not-read = There is no number in that message.
account-too-long = That number is too long: { $most } digits at most. Check it and send it again.
account-too-long-by = That number has { $length } digits, { $most } at most. Check it and type it again.
account-empty = The number is empty. Type the customer number.
account-forbidden = Only digits and letters are allowed. Type the number again without other signs.
doubt-prepaid-meter = An 11-digit number is usually a prepaid meter (token). Postpaid bills use the 12-digit IDPEL.
doubt-nik = This 16-digit number looks like an ID card number (NIK). BPJS uses the card number (13 digits) or the VA that starts with 88888.
doubt-letters = Customer numbers of this product are usually digits.
doubt-short =
    { $got ->
        [one] This number has only { $got } digit, usually { $length }.
       *[other] This number has only { $got } digits, usually { $length }.
    }
doubt-long = This number has { $got } digits, usually { $length }.
doubt-not-mobile = Mobile numbers usually start with 08.
doubt-mobile = This looks like a mobile number, not a customer number.
doubt-identity = These 16 digits look like a NIK (identity card), not a customer number.
doubt-question = Use this number anyway?
conversion-card = The card number was turned into the VA number (88888 + its last 11 digits).
conversion-mandiri = The prefix 89888 (Mandiri) was replaced by 88888.
conversion-country = The prefix 62 was replaced by 0.

## Number of months

period-ask = For how many months?
period-limit = Choose 1 to { $most } months.

## The product of a number

match-one = Check this number?
match-several = Which product is this number for?
match-all = { $count } numbers. Which product are they for?
match-none = No product matches this number. Choose the kind of bill:
match-family = Choose the product for this number:
match-by-name = You can type the product’s name, too.
match-by-name-group = Or reply to this message with the product’s name.

## Checks

check-begun = Checking { $product }…
check-wait = Checking…
check-slow = The biller is slow. Wait a moment, { $seconds } seconds at most.
verdict-data = Answer as of { $time }.
verdict-data-ago = Answer as of { $time } ({ $seconds } s ago).
check-joined = This number is being checked. One moment.
check-full = { $most } checks are still under way. Wait until one is done, then press this button:
check-cancelled = Check cancelled.
check-over = This check is done already.
lines-left = Not checked yet:
line-unread = Couldn’t find a product and a number in this line.
line-full = Too many checks at once.
line-spoilt = Excel has cut this number. Format its column as Text, then copy it again.
lines-repeated =
    { $count ->
        [one] { $count } repeated line was checked once.
       *[other] { $count } repeated lines were checked once.
    }
lines-dropped =
    { $count ->
        [one] { $count } number was not read: { $most } per message at most. Send it again.
       *[other] { $count } numbers were not read: { $most } per message at most. Send the rest again.
    }
only-checks = This bot only checks bills, it does not pay them.

## Cancel, help, language

cancelled = Cancelled.
cancel-nothing = There is nothing to cancel.
help-title = How to use it
help-typed = Type a product and a customer number in one message, for example:
help-lines = Several bills at once: one line for each number, { $most } lines at most.
help-number = Type just the number, then choose its product. Or use the main menu.
help-edit = Typo? Edit your message and the answer updates.
help-cancel = /batal cancels, /bahasa changes the language.
help-scope = This bot only checks bills, it never pays. Never send a PIN.
language-choose = Pilih bahasa · Choose a language
language-name = English
language-chosen = The bot now speaks English.

## Other

said-elsewhere = Sent here because the bot may not write in that group. Ask its admins to let it.
file-unmade = The file could not be made. Ask for it once more; if it fails again, tell the owner of this bot.
stale-button = That button is no longer valid. Start again from the menu.
foreign-button = This button is for whoever asked. Type /cek to check a bill of your own.
wordless = Photos, voice and files cannot be read yet. Type a product and its number, or paste your list as text, for example:
unknown-command = There is no such command. There are: /start, /cek, /batal, /bantuan, /bahasa, /privasi, /hapusdata.
thanks = You’re welcome.
greeting = Hello! Is there a bill to check?
nod = Ready. Just send the next number.
not-understood = That message could not be read. Type a product and a customer number, for example:
stranger = Sorry, this bot is for invited people only. Ask its owner for access.
nameless = Sorry, anonymous admins and channels cannot be served. Turn off “Remain anonymous” and write again as yourself.
failed = Sorry, something failed on our side. Your last message may not have been handled; send it again in a moment. Code: { $trace }
pin-private = No PIN is needed: this bot only checks bills. The PIN in your message was not kept and the message is deleted. Next time send it without the PIN.
pin-again = The PIN was dropped and the message deleted.
pin-group = Everybody in this group could read your PIN. Delete that message now if it is still there, then change the PIN. This bot needs no PIN and keeps none.

## The bill

bill-title = { $product } bill
bill-number = Bill { $index } of { $count }
bill-more =
    { $count ->
        [one] One more bill does not fit here.
       *[other] { $count } more bills do not fit here.
    }
bill-headline = { $sum } · { $status }
bill-count = { $count } bills
bill-unpaid = UNPAID
bill-nothing = NO BILL
bill-uncertain = UNCERTAIN
bill-doubtful = CHECK AGAIN
bill-company = Company
bill-product = Product
bill-tariff = Tariff/power
bill-period = Period
bill-month-count = Months
bill-stand = Meter
bill-stand-start = Meter start
bill-stand-end = Meter end
bill-usage = Usage
bill-remark = Remark
bill-due = Due
bill-amount = Bill
bill-instalment = Instalment
bill-admin = Admin fee
bill-total = Total
bill-ref = Ref no.
bill-reference = Other ref
bill-sheet = Bill { $place }
bill-instalment-number = Instalment { $number }
bill-part-unstated = not stated
bill-more-parts =
    { $count ->
        [one] and one more month
       *[other] and { $count } more months
    }
fact-address = Address
fact-class = Class
fact-power = Power
fact-sheets = Bills
fact-sheets-left = Bills left
fact-members = Members
fact-item = Item
fact-plate = Plate no.
fact-frame = Frame no.
fact-engine = Engine no.
fact-tenor = Term
fact-instalment-number = Instalm. no.
fact-fine = Late fee
fact-stamp-duty = Stamp duty
fact-fixed-charge = Fixed charge
fact-meter-fee = Meter fee
fact-waste = Waste
fact-water-charge = Water charge
fact-non-water = Non-water
fact-other-charges = Other fees
fact-vat = VAT
fact-lighting-tax = Lighting tax
fact-arrears = Arrears
fact-tax-year = Tax year
fact-village = Village
fact-district = District
fact-city = City
fact-land = Land area
fact-building = Building
fact-branch = Branch
fact-package = Package
fact-issued = Issued on
bill-data = Data as of { $time }. Bill information, not proof of payment.
bill-data-ago = Data as of { $time } ({ $seconds } s ago). Bill information, not proof of payment.
just-checked = Checked { $seconds } s ago. The answer is above.
bill-total-line = Total { $total }
bill-sum-line =
    { $count ->
        [one] One bill: { $total }
       *[other] Sum of { $count } bills: { $total }
    }
bill-amount-line = Bill { $amount }
bill-admin-line = Admin fee { $admin }
bill-due-line = Due { $due }
bill-unstated-line = The biller states no amount
note-unstated = Uncertain: the biller states no amount. Check again later, or ask the biller’s office.
note-contradiction = The biller’s figures do not add up. Check again before collecting.
note-other-account = The biller answered for another number: { $number }. Check again.
note-bpjs = A bill paid just now may still show for a while.

## Failures: cause and next step

error-invalid-field = This number was refused. Check it and type it again.
error-missing-field = Something is missing for this product. Check the number and type it again.
error-missing-period = Something is missing, perhaps the number of months. Choose the months and check again.
error-product-mismatch = This number does not go with { $product }. Check product and number.
error-customer-not-found = The customer number was not found. Check it and type it again.
error-customer-disabled = This customer is disabled or blocked. Ask the customer to contact the biller’s office.
error-no-open-bill = There is no open bill: it is paid already or not issued yet. If it was not paid, check again later.
error-number-wrong = The customer number is wrong. Check it and type it again.
error-last-instalment = This is the last instalment. It can only be paid at the finance company’s branch.
error-amount-too-small = This bill is below the minimum payment. Ask the biller’s office how to pay it.
error-gateway-storage = The gateway’s system has a fault. Try again in a few minutes.
error-gateway-fault = The gateway failed without giving a reason. Try again in a few minutes.
error-biller-down = The biller is down. Try again later.
error-unknown-code = The gateway answered: “{ $message }” (code { $code }). Try again later.
error-unknown-code-only = The gateway answered with the code { $code }, which we do not know yet. Try again later.
error-timed-out = The biller did not answer in time. Try again in a moment.
error-unreachable = The gateway cannot be reached. Try again in a few minutes.
error-host-unknown = The gateway’s host name cannot be found (DNS).
error-certificate-untrusted = The gateway’s certificate is not trusted.
error-certificate-expired = The gateway’s certificate has expired.
error-certificate-not-yet-valid = The gateway’s certificate is not valid yet.
error-certificate-other-host = The gateway’s certificate is another server’s.
error-certificate-invalid = The gateway’s certificate is not valid.
error-tls-broken = The encrypted connection (TLS) to the gateway fails.
error-forbidden = The gateway, or a firewall in front of it, refuses this server (403).
error-throttled = The gateway limits how often we check. Try again in { $seconds } s.
error-pending = The gateway answered: “{ $message }”. There is no bill yet. Press Recheck in a moment.
error-pending-only = The gateway has not given the bill yet. Press Recheck in a moment.
error-unreadable = The gateway’s answer cannot be read. Try again in a few minutes.
error-resting = Checks of { $product } are failing right now. Try again in { $seconds } s.
error-crowded = Too many checks at once. Try again in { $seconds } s.
error-cut-off = PLN is in its nightly cut-off (23:00–01:00 WIB), so electricity bills cannot be checked yet. Try again after 01:00 WIB.
error-clock-off = Our server’s clock is off, so the request was refused.
error-signature-refused = The gateway refused the signature of our request.
error-client-id-refused = The gateway refused our client number.
error-grant-refused = The gateway refused our request for access.
error-token-refused = The gateway refused our access token.
error-credentials-refused = The gateway refused our credentials.
error-account-unverified = Our account with the gateway is not verified yet.
error-account-kind = Our account with the gateway is of the wrong kind.
error-ip-not-registered = Our server’s address is not registered with the gateway.
error-account-data = The gateway cannot load our account.
error-product-unknown = The gateway does not recognise this product.
error-transaction-unknown = The gateway misread our request.
error-reference-used = Our reference number was used before.
error-account-not-set-up = Our account with the gateway is not set up yet.
error-provider-unknown = The gateway has no route to this biller yet.
error-not-implemented = The gateway cannot check this product yet.
error-ours = The check failed because of the bot’s settings, not your number. The owner has been told (code { $trace }). Try again later.
store-trouble = The bot's storage is in trouble. Your message is not lost: it is answered as soon as the storage recovers. Code: { $trace }

## Privacy

privacy-title = Your data in this bot
privacy-kept = Kept encrypted: the conversation under way, your language, products you often check, your last { $customers } customers, and messages not delivered yet. They are deleted automatically after { $days } days without use; buttons in groups after a day. Automatic backups are deleted within 3 days.
privacy-seen = A number you check is sent to the gateway to ask for its bill. In groups, numbers and names are masked. Nobody else sees your history.
privacy-audit = The audit trail: who, when, in which chat, product, masked number and outcome, without name and bill. Kept for { $days } days and read only by those who run the bot.
privacy-telegram = Messages in this chat are stored by Telegram. Delete them yourself if need be.
privacy-erase = Erase your data: /hapusdata
erase-ask = Erase your data from this bot?
erase-what = What is erased, in every chat: the conversation and checks under way, language, products you often check, recent customers, what buttons stand for, and messages not delivered yet.
erase-stays = What stays: the audit trail (masked number, no name, no bill), because those who run the bot must be able to account for every check. Your membership stays until those who run the bot remove you; after that, only a note without a name that you were removed. Automatic backups (encrypted) are gone within 3 days. Messages in Telegram are yours to delete. How long things are kept: /privasi
erase-button = Yes, erase my data
erased-too-often = Your data was erased several times just now. Try again in an hour.
erased = Your data has been erased.

## Access

role-owner = owner
role-admin = admin
role-agent = agent
role-staff = staff
nobodys-name = ID { $id }
stranger-code = Or show this code to whoever runs it. Valid for one hour:
unowned = Nobody owns this bot yet. Send the code shown on the terminal where the bot was started.
wrong-code = That code is wrong or has expired. The one that is good shows on the terminal.
claimed = You own this bot now.
closed-group = This bot is not enabled in this group. Ask whoever runs the bot to type /grup here.
office-only = That command is only for those who run the bot.
office-in-private = That command works only in the private chat with this bot.
help-role = Your role: { $role }.
help-office = /undang makes an invitation link, /setujui takes a newcomer’s code, /anggota lists and changes the members.
help-group = Inside a group, /grup enables or disables the bot.
roles-differ = Agent: checks bills, and their customers are remembered. Staff: only checks, in groups above all.
owner-can = You manage everything: /undang, /setujui, /anggota and /grup.
admin-can = You can invite (/undang), let newcomers in (/setujui), manage agents and staff (/anggota) and enable groups (/grup).
agent-can = You can check bills here and in groups. Your last customers appear in the menu.
staff-can = You can check bills, in groups and here.
already = You are registered as { $role } already.
open-invites = Open invitations ({ $count })
open-invite = { $number }. { $role }, from { $by }, until { $until }
invite-withdrawn = The invitation was withdrawn. Its link no longer works.
invite-over = That invitation was used, has expired or was withdrawn.
groups-title = Enabled groups ({ $count })
groups-line = { $number }. { $title }: everybody as { $role }, since { $date }, by { $by }
groups-line-members = { $number }. { $title }: members only, since { $date }, by { $by }
nameless-group = Group { $id }
groups-add = For a new group: add the bot to it, then type /grup there.
group-disabled = The bot was disabled in this group. Enable it again for whom?
group-disabled-named = The bot was disabled in the group “{ $title }”.
group-over = That group is not enabled any more.
invite-choose = Invite as what?
invite-made = Invitation as { $role }. Pass it on to one person: it is valid for 24 hours and works once.
invite-full = You have { $most } open invitations. Wait until they are used or expire.
invite-void = That invitation is no longer valid: it was used, has expired or was withdrawn. Ask whoever runs the bot for a new one.
invite-needless = You are registered as { $role } already. The invitation was not used.
joined = Welcome. You are now { $role } in this bot.
pairing-ask = Send the code that person showed you: /setujui CODE
pairing-unknown = That code is unknown, was used or has expired.
pairing-who = { $name } wants to use this bot. Let them in as what?
pairing-declined = The request was declined.
members-title = Members ({ $count })
members-line = { $name } · { $role } · since { $date }
members-line-configured = { $name } · { $role } · by configuration
member-since = Since { $time }
member-since-by = Since { $time }, by { $by }
member-last-use = Last used the bot: { $time }
member-unused = Has not used the bot yet, or not for long.
member-yourself = You cannot change your own role, so that somebody can always run the bot.
member-above = You cannot change this person: owners are set by configuration, and only an owner changes an admin.
member-unknown = That person is not a member any more.
member-changed = { $name } is now { $role }.
member-removed = { $name } was removed. Their access ends right now.
remove-ask = Remove { $name }? Their access ends at once, in groups too.
group-trial = This bot is open to every group.
group-closed = This bot is not enabled in this group. Enable it for whom?
group-open = This bot is enabled in this group. Everybody here may check bills as { $role }.
group-members-only = This bot is enabled in this group, for invited members only.
news-joined = { $name } joined as { $role } on { $by }’s invitation.
news-admitted = { $name } was let in as { $role } by { $by }.
put-out-before = Mind: this person was removed before, { $time }.
waiting = This bot's data was lost and came back from a copy of { $time }. Your access waits for an owner's word. Ask the owner if it is urgent.
recovery-title = Back from a copy
recovery-notice = This bot's data was lost and came back from a copy of { $time }. Who was removed or made less since may be listed again.
recovery-waits = Waiting for your word: { $people } members, { $groups } groups. Until then they cannot use the bot.
recovery-groups = A single group is enabled again with /grup inside that group.
recovery-over = Nobody waits for a word any more.
news-confirmed = { $by } confirmed the members and groups of the copy.
news-changed = { $name } is now { $role }, changed by { $by }.
news-removed = { $name } was removed by { $by }.
news-welcome = You were let in as { $role }. Type /start to begin.
news-your-role = Your role is now { $role }.

## Access buttons

button-role = As { $role }
button-invite = Invite somebody
button-invite-another = Invite another
button-copy-link = Copy link
button-open-invites = Open invitations
button-withdraw = Withdraw { $number }
button-groups = Groups
button-close-group = Disable { $title }
button-add-to-group = Add to a group
button-members = Members
button-member = { $name } · { $role }
button-grant = Make { $role }
button-recovery = Look at what came back
button-confirm-all = Confirm all
button-look-through = Look through them
button-confirm = Keep { $name }
button-remove = Remove
button-remove-now = Yes, remove
button-decline = Decline
button-group-guests = Everybody, as { $role }
button-group-members = Members only
button-group-close = Disable

## Access commands

command-invite = Invite somebody
command-members = See and change the members
command-approve = Let in a newcomer by their code
command-group = Enable or disable the bot in this group

## Limits of checks

held-person = Too fast. Try again in { $wait }.
held-day = You have used up today’s checks. Try again after { $time }.
held-group = This group checks too often. Try again in { $wait }.
held-account = The bot is very busy. Try again in { $wait }.
wait =
    { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }

## Floods

shed = Too many messages at once, so the last ones were not processed. Wait a moment, then send them again.

## Alerts for the owners

alert-title = The bot has a fault
alert-recovered-title = Recovered
alert-recovered = { $part } answers again.
alert-mend = What to do: { $mend }
alert-cause = Cause: { $cause } · Code: { $trace }
alert-suppressed =
    { $count ->
        [one] { $count } similar event was not reported since the last alert.
       *[other] { $count } similar events were not reported since the last alert.
    }
alert-down = { $part } keeps failing. Its checks rest for a few seconds at a time and are tried again automatically.
alert-throttled = The gateway limits this account (429): all checks wait for as long as it asks.
alert-conflict = Another program takes this bot’s messages from Telegram.
alert-message-refused = Telegram refuses the content of one of the bot’s messages.
alert-turn-broke = A message could not be processed because of a fault in the program.
alert-store-fails = Data cannot be read from the disk or written to it.
alert-strangers = So many strangers ask for an access code at once that older codes are void.
mend-strangers = let newcomers in by an /undang link; links are not touched. Whoever lost a code sends /start once more.
alert-recovered-store = The storage was lost and came back by itself from a copy of { $time }. Members and groups of that copy are not served yet.
mend-recovered-store = type /anggota, then confirm all members and groups or look through them.
alert-row-unreadable = A stored row (table { $table }) cannot be understood: it is damaged, or a newer version of the program wrote it.
part-unsorted = Products without a family
part-sign-in = Signing in at the gateway
mend-wait = wait; if it lasts for more than an hour, call the gateway.
mend-clock = set the server’s clock (NTP).
mend-signature = check KLIKOO_CLIENT_SECRET and the registered public key.
mend-credentials = check KLIKOO_CLIENT_ID and KLIKOO_CLIENT_SECRET.
mend-ip = register this server’s IP address with the gateway.
mend-forbidden = register this server’s IP address with Klikoo. If it is registered, look at firewalls and proxies in between.
mend-host = check KLIKOO_BASE_URL and this server’s DNS.
mend-certificate = check KLIKOO_BASE_URL and this server’s clock; a proxy or firewall may be opening TLS. If all is right, call Klikoo.
mend-tls = check firewall, proxy and the port in KLIKOO_BASE_URL.
mend-throttled = check less at a time, or ask Klikoo for a higher limit.
mend-account = complete the set-up of your account at the gateway.
mend-catalogue = compare the catalogue’s product codes with the gateway’s list.
mend-provider = pass this cause and code on to the gateway’s support.
mend-conflict = stop the other program that uses this token, or remove its webhook.
mend-log = look for this code in the log and report it to the bot’s makers.
mend-disk = check space and write permission of CEKTAGIHAN_DATA_DIR, and the disk itself.
mend-row = if an older version of the program runs now, go back to the newest; else look for this cause in the log.
