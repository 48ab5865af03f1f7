/** A follower whose code is fetched when it is first asked: most pages use the shared one. */
import type { Follower, Following } from "./follower.ts";

export function createLaterFollower(load: () => Promise<Follower>): Follower {
  let made: Follower | null = null;
  let loading: Promise<Follower> | null = null;
  const arrive = (): Promise<Follower> => {
    loading ??= load().then((follower) => {
      made = follower;
      return follower;
    });
    return loading;
  };
  return {
    isShared: () => made?.isShared() ?? false,
    check: () => made?.check(),
    follow(session_id, after, handlers) {
      if (made !== null) return made.follow(session_id, after, handlers);
      let own: Following | null = null;
      let isStopped = false;
      handlers.onStatus("connecting");
      arrive().then(
        (follower) => {
          if (!isStopped) own = follower.follow(session_id, after, handlers);
        },
        // Without it the state is asked for now and then.
        () => {
          loading = null;
          if (!isStopped) handlers.onStatus("polling");
        },
      );
      return {
        position: () => own?.position() ?? after,
        stop() {
          isStopped = true;
          own?.stop();
        },
      };
    },
  };
}
