"""JSON documents beside the data."""

import pytest

from attribution_desktop.domain.errors import ProjectDamaged
from attribution_desktop.store.documents import (
    delete_document,
    list_documents,
    read_document,
    write_document,
)
from attribution_desktop.store.project_file import ProjectFile


def test_documents_are_kept_by_kind_and_name_and_change_no_data(project: ProjectFile) -> None:
    write_document(project, "mapping", "ads", {"cost": "Spend", "n": [1, None]})
    write_document(project, "mapping", "ads", {"cost": "Amount é"})
    write_document(project, "rules", "ads", [])
    assert read_document(project, "mapping", "ads") == {"cost": "Amount é"}
    assert read_document(project, "mapping", "none") is None
    assert list_documents(project, "mapping") == ("ads",)
    assert project.revision == 0
    assert delete_document(project, "rules", "ads")
    assert not delete_document(project, "rules", "ads")
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_document(project, "mapping", "ads", float("nan"))
    assert read_document(project, "mapping", "ads") == {"cost": "Amount é"}


def test_a_document_that_is_none_is_damage(project: ProjectFile) -> None:
    write_document(project, "mapping", "ads", {})
    project.connection.execute("UPDATE document SET body = '{'")
    with pytest.raises(ProjectDamaged):
        read_document(project, "mapping", "ads")
