"""A request that keeps the OpenAPI document is refused with 422 only for what the document cannot say."""

import schemathesis

STORE_KNOWS = (
    "/payload/proposal_id",
    "/payload/candidate_id",
    "/payload/locked",
    "/payload/use",
    "/version",
)
STAGE_DECIDES = ("/payload/content", "/payload/edits")

# Whether an endpoint may be pointed at, and what can be a key, is more than a pattern.
STUDIO_DECIDES = ("/base_url", "/api_key", "/url")

# What a file has to be inside; of a stage and a chapter one.
FILES_HAVE_RULES = ("/file", "/lines", "?chapter")

# Documented as dependentRequired, which the coverage phase does not always keep.
NEEDS_EACH_OTHER = ("/payload/stage",)


@schemathesis.check
def refusal_is_of_the_store(_ctx, response, case):
    meta = case.meta
    if (
        meta is None
        or not meta.generation.mode.is_positive
        or response.status_code != 422
    ):
        return
    problem = response.json()
    if problem["code"] == "IDEMPOTENCY_KEY_REUSED":
        return
    unexpected = [
        issue
        for issue in problem["issues"]
        if not issue["path"].startswith(
            STORE_KNOWS
            + STAGE_DECIDES
            + NEEDS_EACH_OTHER
            + STUDIO_DECIDES
            + FILES_HAVE_RULES
        )
    ]
    assert not unexpected, f"the document allows this: {unexpected}"
