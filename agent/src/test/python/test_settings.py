import pytest

from runtime_agent_airflow import settings


@pytest.mark.parametrize("value", ["", "true", "True", " t ", "1", "true # on"])
def test_enabled_is_what_airflow_calls_true(agent, value):
    agent(enabled=value)
    assert settings.agent_is_enabled()


@pytest.mark.parametrize("value", ["false", "F", "0", "no", "yes", "tru"])
def test_enabled_that_is_false_or_faulty_means_that_no_agent_ships(agent, value):
    agent(enabled=value, destination="s3://b/x")
    assert not settings.agent_ships()


@pytest.mark.parametrize("url", ["s3://b/x", "gs://b", "wasb://x", "wasb-logs", "file:///x"])
def test_agent_ships_to_every_kind_of_destination(agent, url):
    agent(destination=url)
    assert settings.agent_ships()


@pytest.mark.parametrize("url", ["", "cloudwatch://x", "/var/log", "file://x", "S3://b"])
def test_agent_does_not_ship_elsewhere(agent, url):
    agent(logging__remote_base_log_folder=url)
    assert not settings.agent_ships()


def test_destination_is_our_own_key_before_airflows(agent):
    agent(logging__remote_base_log_folder="gs://airflow")
    assert settings.destination() == "gs://airflow"
    agent(destination="s3://ours")
    assert settings.destination() == "s3://ours"


def test_heartbeat_is_on_unless_it_or_the_agent_is_off(agent):
    agent()
    assert settings.heartbeat_is_on()
    agent(heartbeat="OFF")
    assert not settings.heartbeat_is_on()
    agent(heartbeat="on", enabled="false")
    assert not settings.heartbeat_is_on()


def test_image_tag_is_our_own_key_before_the_variable(agent, monkeypatch):
    agent()
    assert settings.image_tag() == ""
    monkeypatch.setenv("AIRFLOW_IMAGE_TAG", "ci-7")
    assert settings.image_tag() == "ci-7"
    agent(image_tag="mine")
    assert settings.image_tag() == "mine"


def test_links_keep_their_order_and_leave_out_what_is_no_link(agent):
    agent(ui_links="Run book = https://h/a?b=c%2Cd , Bad=javascript:alert(1), =https://x, none, Mail=mailto:a@b")
    assert settings.links() == [("Run book", "https://h/a?b=c%2Cd"), ("Mail", "mailto:a@b")]
