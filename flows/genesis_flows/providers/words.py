"""Words by which endpoints say what is wrong: no two agree on a status, most on the words."""

from __future__ import annotations

import re

CONTEXT = re.compile(
    r"context.?(?:length|window|size)|maximum context|max(?:imum)?.{0,20}(?:input|prompt).{0,10}"
    r"(?:length|tokens)|prompt is too long|too many tokens|input.{0,20}too long"
    r"|exceeds the available|reduce the length|token limit|上下文|输入.{0,10}(?:过长|长度|超)",
    re.IGNORECASE,
)
BALANCE = re.compile(
    r"insufficient.{0,3}(?:quota|balance|credit|funds)|balance|arrear|out of credit|no credit"
    r"|credit balance|billing.{0,12}(?:hard.)?limit|payment.{0,3}required|余额|欠费|充值",
    re.IGNORECASE,
)
REGION = re.compile(
    r"country|region|territory|location is not supported|not available in your|地区|区域",
    re.IGNORECASE,
)
FILTERED = re.compile(
    r"content.?(?:filter|policy|management)|moderation|flagged|data.?inspection|safety|sensitive"
    r"|inappropriate|违规|敏感|审核",
    re.IGNORECASE,
)
KEY = re.compile(r"api.?key|authentication|unauthori[sz]ed|invalid.{0,10}token|密钥", re.IGNORECASE)
MODEL = re.compile(
    r"model.{0,80}(?:not.{0,4}(?:found|exist|support|available|valid)|unknown|invalid"
    r"|no access|pull)"
    r"|(?:unknown|invalid|no such|not a valid).{0,10}model|model_not_found|模型.{0,20}不存在",
    re.IGNORECASE | re.DOTALL,
)
SCHEMA = re.compile(
    r"response_?format|json_?(?:schema|object)|json mode|schema|grammar|structured|guided"
    r"|\bstrict\b|additionalProperties",
    re.IGNORECASE,
)
DECLINED = re.compile(
    r"^\W*(?:i['’]?m (?:really |very )?sorry|sorry|i apologi[sz]e|i (?:can['’]?t|cannot|can not"
    r"|won['’]?t|will not|am unable|am not able)|as an ai"
    r"|抱歉|很抱歉|对不起|我(?:无法|不能|没办法))",
    re.IGNORECASE,
)
"""How a model declines in words, where it was asked for JSON."""

PARAMETERS = {
    "bounds": re.compile(r"(?:max|min)(?:Items|imum)|array.{0,20}bounds", re.IGNORECASE),
    "stream_options": re.compile(r"stream_?options|include_?usage", re.IGNORECASE),
    "reasoning_effort": re.compile(r"reasoning|thinking", re.IGNORECASE),
    "temperature": re.compile(r"temperature", re.IGNORECASE),
    "max_tokens": re.compile(r"max_(?:completion_)?tokens", re.IGNORECASE),
}
"""What a request can do without, and how an endpoint names it when it rejects it."""
