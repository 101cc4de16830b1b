"""W02d in a real browser, by keyboard: wrong, right and shown answers, and what is there after a restart."""

import pytest
from playwright.sync_api import expect
from seminar.activities.find_the_article import NO_DOCUMENT, NUMBER_WANTED, questions, reply

QUESTIONS = questions()


@pytest.fixture
def opened(alone):
    return alone("02-w02d", "activities.find_the_article()")


def test_wrong_right_and_after_a_restart(opened):
    cell, press, question = opened.cell("02-w02d"), opened.page.keyboard.press, QUESTIONS[0]
    document, article = cell.get_by_label("Document for question 1"), cell.get_by_label("Article for question 1")
    check = cell.get_by_role("button", name="Check my answer").first
    link = cell.get_by_role("link", name=question.key.id)
    finding = cell.locator(".seminar-finding")

    def answer(name, text):
        document.select_option(name)
        article.fill(text)
        article.press("Enter")
        check.focus()
        press("Enter")

    check.focus()
    press("Enter")
    expect(cell.get_by_text(NO_DOCUMENT)).to_be_visible()
    article.fill("the seventh")
    article.press("Enter")
    expect(cell.get_by_text(NUMBER_WANTED)).to_be_visible()
    answer("Civil Code", "Article 1030")
    expect(cell.get_by_text(reply(question, "Civil Code", "1030")[1])).to_be_visible()
    expect(link).to_have_count(0)
    right = question.key.cells["document"]
    answer(right, "80")
    expect(cell.get_by_text(reply(question, right, "80")[1])).to_be_visible()
    expect(link).to_have_count(0)
    answer(right, "第七条")
    expect(cell.get_by_text(reply(question, right, "7")[1])).to_be_visible()
    expect(link).to_be_visible()
    expect(document).to_be_disabled()
    expect(finding).to_have_text(f"Found: 1 of {len(QUESTIONS)}. Shown: 0")
    opened.page.evaluate("() => window.panel.sessionContext.session.kernel.restart()")
    opened.run()
    expect(finding).to_have_text(f"Found: 1 of {len(QUESTIONS)}. Shown: 0")
    cell.get_by_role("button", name="Back", exact=True).click()
    expect(document).to_have_value(right)
    expect(article).to_have_value("第七条")
    expect(link).to_be_visible()
