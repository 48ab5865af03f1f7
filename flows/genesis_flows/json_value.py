"""Any value that JSON has: what is inside a content, a model's answer or a request to one.

The one place that says Any; what such a value has to be is asked where it is read.
"""

from typing import Any

Json = Any
"""A value as json.loads gives it."""
