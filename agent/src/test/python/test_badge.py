from runtime_agent_airflow import badge

PAGE = b"<html><body><main>x</main></body></html>"


def test_page_without_anything_to_show_stays_as_it_is(agent):
    agent()
    assert badge.onto(PAGE) == PAGE


def test_piece_of_a_page_stays_as_it_is(agent):
    agent(image_tag="ci-7")
    assert badge.onto(b"<tr></tr>") == b"<tr></tr>"


def test_tag_and_links_are_escaped(agent):
    agent(image_tag='"><script>x', ui_links='<b>="=https://h/"onclick="x&y,A&B=https://h/"onclick="x&y')
    page = badge.onto(PAGE).decode()
    assert "<strong>&quot;&gt;&lt;script&gt;x</strong>" in page
    assert '<a href="https://h/&quot;onclick=&quot;x&amp;y"' in page
    assert ">A&amp;B</a>" in page
    assert "<script" not in page


def test_badge_stands_before_the_end_of_the_page(agent):
    agent(image_tag="ci-7")
    page = badge.onto(PAGE).decode()
    assert page.startswith("<html><body><main>x</main>")
    assert page.endswith("</div></body></html>")


def test_badge_stands_in_the_footer_of_a_page_that_has_one(agent):
    agent(image_tag="ci-7")
    page = badge.onto(b"<body><footer>v</footer>x</body>").decode()
    assert page.startswith("<body><footer>v<div")
    assert page.endswith("</div></footer>x</body>")
    assert "runtime-agent-corner" not in page


def test_page_may_hold_bytes_that_are_no_utf8(agent):
    agent(image_tag="ci-7")
    assert badge.onto(b"\xff" + PAGE).startswith(b"\xff")
