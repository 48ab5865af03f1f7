/** One book on two devices and in two windows: both texts are shown, and neither is lost. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Screens, settled, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

const DEVICE_WORDS = {
  en: {
    phone: /on your phone \(Chrome · Android\), editing Story/,
    theirs: "It reads now:",
    both: "Put both together",
    take: "Take that, leave mine",
  },
  "zh-CN": {
    phone: /手机（Chrome · Android）上也开着这本书，正在改故事构思/,
    theirs: "现在是：",
    both: "两段都留下",
    take: "用这段，放下我的",
  },
} as const;

test.each(["en", "zh-CN"] as const)(
  "in %s: another device has the book open; both edit one field, both texts are shown and neither is lost",
  async (language) => {
    const text = DEVICE_WORDS[language];
    let onCommand = () => {};
    await using screen = await screens.studio({
      language,
      stage: "STORY_CONCEPTION",
      // From the beginning: a request that is under way when a route is laid gets no answer any more.
      before: (page) =>
        page.route("**/commands", (route) => {
          onCommand();
          return route.continue();
        }),
    });
    const { page: laptop, session } = screen;
    const context = await screens.browser.newContext({
      locale: language,
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      userAgent: "Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36",
    });
    const phone = await context.newPage();
    const premise = () =>
      session.state().stages.STORY_CONCEPTION.proposals.at(-1)?.candidates[0]?.content["premise"];
    const boxOn = (page: typeof phone) => page.locator(".key-premise textarea");
    const edit = async (page: typeof phone, words: string) => {
      // What was saved a moment ago closes once its answer is there.
      await boxOn(page).waitFor({ state: "detached" });
      await page.locator(".key-premise .book").click();
      await boxOn(page).fill(words);
    };
    const heard = phone.waitForResponse((answer) => {
      const { is_editing } = JSON.parse(answer.request().postData() ?? "{}");
      return answer.url().endsWith("/presence") && is_editing === true;
    });
    await phone.goto(laptop.url());
    await settled(phone);
    await edit(phone, "海上 from the phone.");
    await heard;
    await edit(laptop, "From the laptop.");
    await laptop.getByText(text.phone).waitFor();

    await boxOn(phone).press("Control+Enter");
    await expect.poll(premise).toBe("海上 from the phone.");
    await laptop.getByText(text.theirs).waitFor();
    await laptop
      .locator(".key-premise .notice .book", { hasText: "海上 from the phone." })
      .waitFor();
    expect(await boxOn(laptop).inputValue()).toBe("From the laptop.");
    await laptop.getByRole("button", { name: text.both }).click();
    const both = "海上 from the phone.\nFrom the laptop.";
    expect(await boxOn(laptop).inputValue()).toBe(both);

    // The phone saves once more while the laptop's press is on its way: it is refused, and shown.
    const save = (words: string) => {
      const { proposals } = session.state().stages.STORY_CONCEPTION;
      const content = { ...proposals.at(-1)?.candidates[0]?.content, premise: words };
      session.accept({
        command_type: "SAVE_CANDIDATE",
        payload: { stage: "STORY_CONCEPTION", content },
      });
    };
    const refused = laptop.waitForResponse((answer) => answer.status() === 409);
    onCommand = () => {
      onCommand = () => {};
      save("Third.");
    };
    await boxOn(laptop).press("Control+Enter");
    await refused;
    await laptop.locator(".key-premise .notice .book", { hasText: "Third." }).waitFor();
    expect([premise(), await boxOn(laptop).inputValue()]).toEqual(["Third.", both]);
    await laptop.getByRole("button", { name: text.both }).click();
    await boxOn(laptop).press("Control+Enter");
    await expect.poll(premise).toBe(`Third.\n${both}`);

    // Theirs alone, where the writer says so; and who has gone is gone.
    await edit(laptop, "Mine, given up.");
    save("Fourth.");
    await laptop.getByRole("button", { name: text.take }).click();
    await laptop.locator(".key-premise .book", { hasText: "Fourth." }).waitFor();
    expect(premise()).toBe("Fourth.");

    // Two windows of one browser write into one feedback box: neither text is lost.
    const window = await laptop.context().newPage();
    await window.goto(laptop.url());
    await settled(window);
    const feedback = (page: typeof phone) => page.locator("#feedback-box");
    await feedback(window).fill("older");
    await feedback(laptop).fill("colder");
    await laptop.locator(".notice .book", { hasText: "older" }).waitFor();
    await laptop.getByRole("button", { name: text.both }).click();
    await expect.poll(() => feedback(laptop).inputValue()).toBe("colder\nolder");
    await window.close();

    // A browser that closes a page under load may not wait for its last word; one that goes on does.
    await phone.goto("about:blank");
    await laptop.locator(".key-premise .book").click();
    await laptop.getByText(text.phone).waitFor({ state: "detached" });
    await context.close();
    expect(screen.complaints).toEqual([]);
  },
);
