from __future__ import annotations

from pathlib import Path

import pytest

from qabot.sync.scan import scan

pytestmark = pytest.mark.one_store
PAGE = "<html><body><p>The tide turned at noon on Friday.</p></body></html>"


@pytest.mark.parametrize("ending", ["_files", "-Dateien", "_archivos", "_fichiers"])
def test_what_a_browser_saved_with_a_page_is_no_article(tmp_path: Path, ending: str) -> None:
    for name in (f"Tides{ending}/deep/frame.html", f"Other{ending}/b.html", "Tides.html"):
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, "utf-8")
    found = scan(tmp_path / "articles", {".html"}, tmp_path / "index")
    assert [file.relative for file in found.files] == [f"Other{ending}/b.html", "Tides.html"]
    assert found.ignored == {"(saved with a page)": 1}
