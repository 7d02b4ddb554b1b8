"""Tells Airflow which options section ``[runtime_agent]`` has and which of them it must not show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_SECTION = "runtime_agent"


def get_provider_info() -> dict[str, Any]:
    """The provider info; its options are generated from the agent's own table of keys."""
    text = Path(__file__).with_name("provider_info.json").read_text(encoding="utf-8")
    info: dict[str, Any] = json.loads(text)
    return info


def hide_secrets(conf: Any) -> None:
    """Marks our secrets in a configuration that has not read the provider infos: Airflow 2 does that late."""
    options = get_provider_info()["config"][_SECTION]["options"]
    secrets = {(_SECTION, key) for key, option in options.items() if option["sensitive"]}
    conf.sensitive_config_values.update(secrets)
