"""The sessions on three levels: one facilitator, one big screen and eight phones, from the code to the report."""

import json
import pathlib
import re

import pytest
from conftest import ADDRESS, PICTURES, Visitor, barriers
from playwright.sync_api import TimeoutError

PEOPLE = 8
DESK = {"width": 1280, "height": 800}
SCREEN = {"width": 1280, "height": 720}
PHONE = {"width": 360, "height": 780}
PHRASES = {
    language: {
        key: text
        for name in ("session*", "rounds")
        for file in pathlib.Path("Sources/Web/Phrases").glob(f"{name}.{language}.json")
        for key, text in json.loads(file.read_text()).items()
    }
    for language in ("nl", "en")
}
# What people type: eight ideas, and a theme that the board decides on.
IDEAS = {
    "nl": ["Klanten terugbellen voor ze zelf bellen", "Eén vaste monteur per klant", "Vertellen wat je gaat doen",
           "Na afloop vragen of het gelukt is"],
    "en": ["Call customers back before they call", "One familiar face for every customer", "Say what you are going to do",
           "Ask afterwards whether it worked"],
}
THEME = {
    "nl": {"title": "Klanten krijgen binnen een minuut iemand aan de lijn", "stop": "Het wekelijkse belrapport",
           "mandate": "Roosters, en uitgaven tot 250 euro per klant"},
    "en": {"title": "Passengers find help within a minute", "stop": "The weekly call report",
           "mandate": "Rosters, and spending up to 250 dollars"},
}
NOT_FOR_US = {"nl": "Wij hebben geen telefoon", "en": "No telephone rings here"}


class Room:
    """A facilitator at a console, a big screen and some phones."""

    def __init__(self, browser, language="nl", people=PEOPLE, address=ADDRESS, scheme="light"):
        self.language = language
        self.address = address
        self.scheme = scheme
        # Whether axe and the accessibility tree look at every page; the same pages need that only once.
        self.is_thorough = True
        # Whether the console and the first phone are used without a mouse or a finger.
        self.has_keyboard_only = False
        # What stood on the big screen and on a phone while a round was explained.
        self.shown = ""
        # What the big screen said once a round was revealed.
        self.revealed = []
        self.contexts = []
        self.errors = []
        self.browser = browser
        self.desk = self.person(DESK)
        self.desk_context = self.desk.context
        self.screen = None
        self.phones = [self.person(PHONE) for _ in range(people)]

    def person(self, size):
        context = self.browser.new_context(
            viewport=size, locale="nl-NL" if self.language == "nl" else "en-GB", reduced_motion="reduce",
            color_scheme=self.scheme)
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        return self.listen(context.new_page())

    def say(self, key):
        """A phrase as this room reads it, up to its first fact."""
        return PHRASES[self.language][key].split("{")[0].strip()

    def listen(self, page):
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def leave(self):
        for context in self.contexts:
            context.close()

    def check(self, page, name, looks=True):
        """Axe, width, heading, language and leftovers of a page that never stops listening."""
        if PICTURES or looks and self.is_thorough:
            page.wait_for_timeout(120)
        if PICTURES:
            folder = pathlib.Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"session-{name}.png", full_page=page is not self.screen)
        if not looks:
            return
        assert page.locator("html").get_attribute("lang") == self.language
        assert page.locator("h1").count() == 1, name
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px wider than the screen"
        text = page.locator("body").inner_text()
        for leftover in ("{{", "}}", "undefined", "NaN", "⟦"):
            assert leftover not in text, f"{name} shows {leftover}"
        assert not self.errors, f"{name}: {self.errors}"
        if not self.is_thorough:
            return
        problems = barriers(page)
        assert not problems, f"{name}: " + "\n".join(problems)

    def tree(self, page):
        """What a screen reader gets of a page: the accessibility tree of the browser, node by node."""
        inspector = page.context.new_cdp_session(page)
        nodes = inspector.send("Accessibility.getFullAXTree")["nodes"]
        inspector.detach()
        by_id = {node["nodeId"]: node for node in nodes}

        def value(node, key):
            return node.get(key, {}).get("value")

        def above(node):
            while (node := by_id.get(node.get("parentId"))) is not None:
                yield value(node, "role"), value(node, "name")

        return [
            {"role": value(node, "role"), "name": value(node, "name") or "", "above": list(above(node))}
            | {name: next((one["value"].get("value") for one in node.get("properties", []) if one["name"] == name), None)
               for name in ("live", "level", "disabled")}
            for node in nodes if not node.get("ignored")
        ]

    def can_be_heard(self, page, name):
        """Everything that is asked has a name, choices have the question as theirs, and one polite place says what is new."""
        if not self.is_thorough:
            return
        nodes = self.tree(page)
        used = [node for node in nodes
                if node["role"] in ("textbox", "radio", "checkbox", "combobox", "spinbutton", "button", "link", "slider")]
        for node in used:
            assert re.search(r"\w", node["name"]), f"{name}: a {node['role']} without a name, in {node['above'][:4]}"
            if node["role"] in ("radio", "checkbox"):
                asked = [called for role, called in node["above"] if role in ("group", "radiogroup") and called]
                assert asked, f"{name}: nobody hears what {node['name']} answers"
        names = [(node["role"], node["name"], tuple(called for role, called in node["above"] if called)) for node in used]
        twice = {one for one in names if names.count(one) > 1}
        assert not twice, f"{name}: these sound alike: {twice}"
        assert [node["level"] for node in nodes if node["role"] == "heading"].count(1) == 1, name
        assert [node["role"] for node in nodes].count("main") == 1, name
        loud = [node for node in nodes if node["live"] == "assertive" and node["role"] != "alert"]
        assert not loud, f"{name}: {loud}"
        said = page.locator("#said")
        assert said.get_attribute("aria-live") == "polite" and page.locator("[data-region] [aria-live=polite]").count() == 0

    # What the facilitator does.

    def enter_as(self, name):
        Visitor(self.desk, self.language).enter_as(name)
        return self

    def open_console(self):
        self.desk.get_by_role("link", name=self.say("sessionplan.plan.console")).click()
        self.desk.wait_for_url(re.compile("/console"))

    def open_screen(self):
        with self.desk.context.expect_page() as popup:
            self.desk.get_by_role("button", name=self.say("session.console.openScreen")).click()
        self.screen = self.listen(popup.value)
        self.screen.set_viewport_size(SCREEN)
        self.screen.wait_for_url(re.compile("/screen/"))
        # Behind the screen the console would draw one picture a second, and each click and each wait takes two.
        self.desk.bring_to_front()

    def heading(self):
        return self.desk.locator("h1").inner_text()

    # Without a mouse: everything is reached with Tab, and what is reached can be seen.

    def reach(self, page, target):
        for _ in range(250):
            if target.evaluate("element => element === document.activeElement"):
                seen = target.evaluate(
                    "element => [element, element.parentElement].some((one) => getComputedStyle(one).outlineStyle !== 'none')")
                assert seen, "what has the focus can't be seen"
                return
            page.keyboard.press("Tab")
        raise AssertionError("the keyboard doesn't reach " + target.evaluate("element => element.outerHTML")[:200])

    def use(self, target, key="Enter"):
        """Clicks, or where there is only a keyboard goes there and presses a key."""
        if self.has_keyboard_only:
            self.reach(self.desk, target)
            self.desk.keyboard.press(key)
        else:
            target.click()

    def type_in(self, target, text):
        if self.has_keyboard_only:
            self.reach(self.desk, target)
            self.desk.keyboard.press("Control+a")
            self.desk.keyboard.type(text)
        else:
            target.fill(text)

    def fill_by_keyboard(self, phone):
        """Goes through a form with Tab, chooses with the space bar, types, and hands in with Enter."""
        done = set()
        for _ in range(250):
            phone.keyboard.press("Tab")
            at = phone.evaluate(
                """() => {
                  const element = document.activeElement;
                  if (!element?.closest('form[data-hand-in]')) return null;
                  const stepper = element.closest('.stepper');
                  return {
                    kind: element.tagName === 'BUTTON' ? (element.matches('.button') ? 'send' : 'other') : element.type,
                    name: element.name, isFilled: element.value !== '', isRequired: element.required,
                    high: stepper ? Number(stepper.dataset.high) : 0,
                    isChosen: [...document.getElementsByName(element.name)].some((one) => one.checked),
                  };
                }""")
            if not at or at["name"] in done:
                continue
            if at["kind"] == "send":
                phone.keyboard.press("Enter")
                break
            if at["kind"] in ("radio", "checkbox"):
                if not at["isChosen"]:
                    phone.keyboard.press("Space")
                done.add(at["name"])
            elif at["kind"] == "time":
                phone.keyboard.type("0830AM")
            elif at["kind"] in ("text", "textarea") and not at["isFilled"]:
                phone.keyboard.type("7,5" if at["high"] == 10 else IDEAS[self.language][0])
        phone.locator(".receipt").wait_for()

    def press(self):
        """Presses the one big button, and waits until the console says something else."""
        before = self.heading()
        button = self.desk.locator(".primary button").first
        label = button.inner_text()
        self.use(button)
        self.desk.wait_for_function(
            "before => (document.querySelector('h1')?.innerText ?? before.heading) !== before.heading"
            " || document.querySelector('.primary button')?.innerText !== before.label",
            arg={"heading": before, "label": label})
        return label

    # What people do.

    def join(self, code):
        for number, phone in enumerate(self.phones):
            phone.goto(self.address + "/s")
            if number == 0:
                self.check(phone, "code")
            phone.get_by_label(self.say("session.join.code")).fill(code)
            phone.get_by_role("button", name=self.say("session.join.go"), exact=True).click()
            phone.wait_for_url(re.compile("/s/[a-z0-9]{6}$"))
            if number == 0:
                self.check(phone, "join")
            phone.get_by_role("button", name=self.say("session.join.go"), exact=True).click()
            phone.get_by_role("heading", name=self.say("session.phone.lobby")).wait_for()

    def fill(self, phone, number):
        """Answers whatever this phone asks, each person a little differently."""
        form = phone.locator("form[data-hand-in]")
        form.evaluate(
            """(form, { person, ideas }) => {
              const touch = (input) => input.dispatchEvent(new Event('input', { bubbles: true }));
              const groups = new Map();
              for (const radio of form.querySelectorAll('input[type=radio]')) {
                groups.set(radio.name, [...(groups.get(radio.name) ?? []), radio]);
              }
              const budget = form.querySelector('[data-budget]');
              let left = budget ? Number(budget.dataset.budget) : Infinity;
              let strengths = 0, improvements = 0, place = 0;
              for (const [name, radios] of groups) {
                let choice = radios[(person * 2 + place) % radios.length];
                if (budget) {
                  const wanted = (person + place) % 3 === 0 ? 1 : 0;
                  const given = Math.min(left, place === 0 ? 1 : wanted);
                  choice = radios.find((radio) => Number(radio.value) === given) ?? radios[0];
                  left -= Number(choice.value);
                } else if (name.startsWith('pick.')) {
                  choice = radios[2];
                  if ((place + person) % 3 === 0 && strengths < 3) { choice = radios[0]; strengths += 1; }
                  else if ((place + person) % 3 === 1 && improvements < 3) { choice = radios[1]; improvements += 1; }
                } else if (name.startsWith('fist.')) { choice = radios[3 + (person % 3)]; }
                choice.checked = true; touch(choice); place += 1;
              }
              for (const box of form.querySelectorAll('input[type=checkbox]')) {
                const limit = Number(box.closest('[data-most]')?.dataset.most || 0);
                const already = box.closest('fieldset').querySelectorAll(':checked').length;
                if (!limit || already < Math.min(limit, 1 + (person % 2))) { box.checked = true; touch(box); }
              }
              const total = form.querySelector('[data-total]');
              if (total) {
                const inputs = [...total.querySelectorAll('input')];
                const parts = inputs.length === 3 ? [15 + person, 45 - person, 40] : inputs.map((_, i) => (i ? 0 : 100));
                inputs.forEach((input, i) => { input.value = parts[i]; touch(input); });
              }
              let text = 0;
              for (const input of form.querySelectorAll('textarea, input:not([type=hidden], [type=radio], [type=checkbox])')) {
                if (input.closest('[data-total]') || input.type === 'date') continue;
                const stepper = input.closest('.stepper');
                if (stepper) {
                  const [low, high] = [Number(stepper.dataset.low), Number(stepper.dataset.high)];
                  input.value = high === 10 ? ['7,5', '8,1', '8', '7,8', '6,9', '8,4', '9', '7,2'][person % 8]
                    : low < 0 ? String([10, 22, 5, 30, 18, 25, 40, 12][person % 8]) : String(low + (high - low) / 2);
                } else if (input.type === 'time') { input.value = person % 3 ? '08:30' : '09:00'; }
                else if (input.name.startsWith('reason.') || text > 1 && !input.required) { continue; }
                else { input.value = ideas[(person + text) % 4]; text += 1; }
                touch(input);
              }
            }""",
            {"person": number, "ideas": IDEAS[self.language]})
        form.locator("button.button").last.click()

    def has_receipt(self, phone):
        try:
            phone.locator(".receipt", has_text=self.say("session.phone.received")).wait_for()
        except TimeoutError as late:
            fields = phone.evaluate(
                "[...document.querySelectorAll('form[data-hand-in] :is(input, textarea)')].map((e) => [e.name, e.value, e.checked])")
            state = phone.evaluate("[document.body.dataset.seq, document.getElementById('pill')?.innerText, document.hidden]")
            raise AssertionError(f"no receipt: {state} {phone.locator('body').inner_text()} {fields} {self.errors}") from late

    def show_ideas(self):
        """The scribe lets words through, four at most."""
        for _ in range(4):
            show = self.desk.locator(".queue button", has_text=self.say("session.idea.show"))
            if show.count() == 0:
                return
            waiting = show.count()
            self.use(show.first)
            self.desk.wait_for_function(
                "at => [...document.querySelectorAll('.queue button')].filter((b) => b.innerText === at.name).length < at.count",
                arg={"count": waiting, "name": self.say("session.idea.show")})

    def is_followed(self):
        """Waits until the big screen and the phones are as far as the console is: what they showed before can't be answered now."""
        now = self.desk.evaluate("Number(document.body.dataset.seq)")
        for page in (self.screen, *self.phones):
            page.wait_for_function("now => Number(document.body.dataset.seq) >= now", arg=now, polling=100)

    def everyone_sees(self, heading):
        """Phones carry the same words as the screen."""
        self.screen.locator("h1", has_text=heading).wait_for()
        for phone in (self.phones[0], self.phones[-1]):
            phone.locator(".on-screen .said", has_text=heading).wait_for()

    # What the group decides.

    def offer(self, part):
        """What the console offers to decide: of what the group chose, else anew."""
        section = self.desk.locator("#r-decisions .decided", has=self.desk.get_by_role("heading", name=part, exact=True))
        if section.locator("ul:not(:has(.quiet)) a").count():
            self.use(section.locator("ul:not(:has(.quiet)) a").first)
        else:
            self.use(section.locator("a.button"))
        self.desk.wait_for_url(re.compile("/decisions/"))

    def keep(self, name=None):
        if name:
            self.check(self.desk, name)
        self.use(self.desk.locator("form.form button.button"))
        self.desk.wait_for_url(re.compile("/console"))

    def stands_for_it(self, field):
        chosen = self.desk.locator(f"select[name={field}]")
        if self.has_keyboard_only:
            self.reach(self.desk, chosen)
            self.desk.keyboard.press("ArrowDown")
        elif chosen.locator("option").count() > 1:
            chosen.select_option(index=1)
        else:
            self.desk.locator(f"input[name={field}Name]").fill("Ada Airport")

    def decide_themes(self, tag):
        """One theme made of what the group chose, whole; another that misses who stands for it."""
        words = THEME[self.language]
        part = self.say("sessiondecision.part.themes")
        self.offer(part)
        assert self.desk.locator("input[name=title]").input_value(), "the theme comes with the group's own words"
        self.desk.locator("input[name=title]").fill("")
        self.desk.locator("input[name=stop]").fill(words["stop"])
        self.desk.locator("form.form button.button").click()
        self.desk.locator("#problem-title").wait_for()
        self.check(self.desk, f"{tag}-theme-problem")
        assert self.desk.locator("input[name=stop]").input_value() == words["stop"], "what was typed is lost"
        self.desk.locator("input[name=title]").fill(words["title"])
        self.desk.locator("input[name=outcome]").fill(IDEAS[self.language][0])
        self.desk.locator("select[name=measure]").select_option(index=1)
        self.stands_for_it("sponsor")
        self.keep()
        self.screen.locator(".scene-cards b", has_text=words["title"]).wait_for()
        self.offer(part)
        self.desk.locator("select[name=measure]").select_option(index=2)
        self.keep(f"{tag}-theme")
        self.check(self.desk, f"{tag}-console-0-decided")

    def decide_mandate(self, tag):
        self.offer(self.say("sessiondecision.part.mandate"))
        self.desk.locator("textarea[name=mayDecide]").fill(THEME[self.language]["mandate"])
        self.stands_for_it("owner")
        self.keep(f"{tag}-mandate")
        self.screen.locator(".scene-cards b", has_text=THEME[self.language]["mandate"]).wait_for()

    def decide_focus(self, tag):
        """A unit says of a theme that it isn't for it, with the reason without which that isn't taken."""
        self.desk.locator("#r-decisions a[href*='/decisions/focus']").first.click()
        self.desk.wait_for_url(re.compile("/decisions/"))
        self.desk.locator("input[type=radio][value='0']").first.check()
        note = self.desk.locator("input[name^='note.']").first
        note.fill("")
        self.desk.locator("form.form button.button").click()
        self.desk.locator(".problem").first.wait_for()
        note.fill(NOT_FOR_US[self.language])
        self.keep(f"{tag}-focus")
        self.desk.locator("#r-decisions", has_text=NOT_FOR_US[self.language]).wait_for()

    def decide_asks(self, tag):
        """More was asked than goes up: the group chooses."""
        self.use(self.desk.locator("#r-decisions a[href$='/decisions/asks']").first)
        self.desk.locator("input[name=ask]").first.wait_for()
        for box in self.desk.locator("input[name=ask]").all()[:2]:
            if not box.is_checked():
                self.use(box, "Space")
        self.keep(f"{tag}-asks")

    def fill_gaps(self, tag):
        """What is missing is named, and leads to where it is filled in."""
        while self.desk.locator(".desk-now .callout a").count():
            assert self.desk.locator(".primary button").count() == 0, "it can't end as decided yet"
            self.check(self.desk, f"{tag}-missing")
            self.use(self.desk.locator(".desk-now .callout a").first)
            self.desk.wait_for_url(re.compile("/decisions/"))
            if self.desk.locator("select[name=sponsor]").count():
                self.stands_for_it("sponsor")
            else:
                self.type_in(self.desk.locator("input[name=what]"), IDEAS[self.language][0])
                self.stands_for_it("owner")
            self.keep()

    def play(self, name):
        """Presses the big button to the end; at each round that asks something, everyone answers."""
        number, now = 0, None
        while True:
            self.desk.locator(".primary button, .desk-now .callout a").first.wait_for()
            self.fill_gaps(name)
            label = self.desk.locator(".primary button").first.inner_text()
            if label.startswith(self.say("session.command.end")):
                self.press()
                break
            if label.startswith(self.say("session.command.brief")):
                number += 1
                self.press()
                tag = f"{name}-{number:02}"
                titles = {key: self.say(f"rounds.title.{key}") for key in ("route", "mandate", "translation", "asks", "upward")}
                now = next((key for key, title in titles.items() if label.endswith(" " + title)), None)
                if now == "route":
                    self.decide_themes(tag)
                elif now == "mandate":
                    self.decide_mandate(tag)
                self.is_followed()
                self.check(self.screen, f"{tag}-screen-1-brief", looks=False)
                self.shown += self.screen.locator("main").inner_text() + self.phones[0].locator("main").inner_text()
                continue
            if label.startswith(self.say("session.command.open")):
                self.press()
                self.is_followed()
                for person, phone in enumerate(self.phones):
                    phone.locator("form[data-hand-in]").wait_for()
                    if person == 0:
                        self.check(phone, f"{tag}-phone-1-open")
                        self.can_be_heard(phone, f"{tag}-phone-1-open")
                    if person == 0 and self.has_keyboard_only:
                        self.fill_by_keyboard(phone)
                    else:
                        self.fill(phone, person)
                for phone in self.phones:
                    self.has_receipt(phone)
                self.check(self.phones[0], f"{tag}-phone-2-receipt", looks=False)
                self.desk.locator('dd[data-count="handedIn"]', has_text=str(PEOPLE)).wait_for()
                self.check(self.screen, f"{tag}-screen-2-open")
                self.check(self.desk, f"{tag}-console-1-open")
                continue
            if label.startswith(self.say("session.command.reveal")):
                before = self.screen.locator("h1").inner_text()
                self.press()
                self.show_ideas()
                self.screen.wait_for_function(
                    "before => (document.querySelector('h1')?.innerText ?? before) !== before", arg=before, polling=100)
                finding = self.screen.locator("h1").inner_text()
                # Of a decision the screen is first; the phones follow when the room talks.
                if self.desk.locator(".primary button").first.inner_text() == self.say("session.command.discuss"):
                    self.check(self.desk, f"{tag}-console-2-revealed")
                    self.check(self.screen, f"{tag}-screen-3-revealed")
                    self.press()
                self.everyone_sees(finding)
                self.revealed.append(self.screen.locator("main").inner_text())
                self.check(self.phones[0], f"{tag}-phone-3-revealed")
                self.can_be_heard(self.phones[0], f"{tag}-phone-3-revealed")
                if now == "translation":
                    self.decide_focus(tag)
                elif now in ("asks", "upward"):
                    self.decide_asks(tag)
                continue
            self.press()
        for phone in self.phones[:2]:
            phone.get_by_role("heading", name=self.say("session.phone.ended")).wait_for()
        return number


@pytest.fixture
def room(chromium):
    room = Room(chromium)
    yield room
    room.leave()


def make_plan(room, level, title, unit=None, length="compact", name=None):
    """Prepares a session from the page of its programme; its code."""
    desk = room.desk
    desk.get_by_role("link", name=room.say(f"sessionplan.add.{level}")).first.click()
    desk.get_by_label(room.say("sessionplan.session.name")).fill(title)
    if unit:
        units = desk.get_by_label(room.say("sessionplan.session.unit"))
        units.select_option(next(o.get_attribute("value") for o in units.locator("option").all() if unit in o.inner_text()))
    desk.get_by_label(re.compile(f"^{room.say(f'sessionplan.length.{length}')}")).check()
    desk.get_by_label(room.say("sessionplan.session.expected")).fill(str(PEOPLE))
    if name:
        room.check(desk, f"{name}-new-session")
    desk.get_by_role("button", name=room.say("sessionplan.session.make")).click()
    desk.get_by_role("heading", name=title).wait_for()
    if name:
        room.check(desk, f"{name}-preparation")
    return desk.locator("section.lead p b").last.inner_text()


def run(room, name, title, level, unit, length="compact"):
    """A session of the demo, from the programme of its latest wave to the report."""
    room.enter_as("Ellen Vermeer")
    room.desk.goto(ADDRESS + "/activate")
    room.check(room.desk, f"{name}-programmes")
    room.desk.get_by_role("link", name="Najaar 2026").first.click()
    room.check(room.desk, f"{name}-programme")
    ready = room.desk.get_by_role("link", name=title)
    if ready.count() == 0:
        return perform(room, name, make_plan(room, level, title, unit, length, name))
    ready.first.click()
    room.desk.get_by_role("heading", name=title).wait_for()
    room.check(room.desk, f"{name}-preparation")
    return perform(room, name, room.desk.locator("section.lead p b").last.inner_text())


def perform(room, name, code):
    """From the console to the report."""
    room.open_console()
    room.check(room.desk, f"{name}-00-console-planned")
    room.press()
    room.open_screen()
    room.screen.get_by_text(code, exact=False).first.wait_for()
    room.join(code)
    room.screen.locator("#r-count", has_text=str(PEOPLE)).wait_for()
    room.check(room.screen, f"{name}-00-screen-lobby")
    room.check(room.desk, f"{name}-00-console-lobby")
    rounds = room.play(name)
    room.desk.goto(re.sub("/console.*", "/report", room.desk.url))
    room.check(room.desk, f"{name}-report")
    return rounds


def test_the_board_sets_the_route(room):
    rounds = run(room, "1", "Niveau 1 · directie en MT", "strategic", "De Linde", length="full")
    assert rounds >= 12
    report = room.desk.locator("main").inner_text()
    assert "Wij dachten" in report and "Klanten geven" in report
    assert THEME["nl"]["title"] in report and THEME["nl"]["mandate"] in report


def test_a_unit_translates_it(room):
    rounds = run(room, "2", "Niveau 2 · regio Zuid", "tactical", "Regio Zuid")
    assert rounds >= 8
    assert THEME["nl"]["title"] in room.shown and THEME["nl"]["mandate"] in room.shown
    assert "Zonder mandaat" not in room.desk.locator("main").inner_text()


def test_a_team_has_the_conversation(room):
    """The console and one of the phones have a keyboard only (acceptance test 12 of the design)."""
    room.has_keyboard_only = True
    rounds = run(room, "3", "Niveau 3 · Team Eindhoven", "operational", "Team Eindhoven")
    assert rounds >= 7
    assert THEME["nl"]["mandate"] in room.shown
