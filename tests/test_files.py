"""Files are written whole or not at all, alone and in sets."""

import errno
import io
import os
import shutil
import stat
import zipfile

import pytest
from seminar import files
from seminar.errors import SeminarError
from seminar.files import sync_folder, write, write_all
from support import forget


def left(folder):
    """Name → text of what is in *folder*."""
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_a_text_or_bytes_are_written_with_their_folder(tmp_path):
    write(tmp_path / "new" / "deep" / "a.txt", "Hello 你好\n")
    write(tmp_path / "b.bin", b"\r\n\x00")
    assert (tmp_path / "new" / "deep" / "a.txt").read_bytes() == "Hello 你好\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\r\n\x00"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_new_file_has_the_rights_of_any_new_file(tmp_path):
    (tmp_path / "usual").touch()
    write(tmp_path / "ours", "x")
    assert stat.S_IMODE((tmp_path / "ours").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_bytes_taken_a_few_at_a_time_arrive_whole(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    write(tmp_path / "a", "0123456789")
    assert left(tmp_path) == {"a": "0123456789"}


def test_a_pack_without_its_data_says_how_to_install_it(pack_copy):
    (pack_copy / "data" / "datapackage.json").unlink()
    with pytest.raises(SeminarError, match="Install it from its own folder"):
        files.pack_folder()


def test_a_wheel_holds_the_pack_inside_the_package(pack_copy):
    assert not files.installed()
    inside = pack_copy / "notebooks" / "seminar" / "pack"
    shutil.copytree(pack_copy / "data", inside / "data")
    forget()
    assert files.pack_folder() == inside
    assert files.installed()


def test_what_a_wheel_brought_is_not_written_over_and_what_lies_beside_is(tmp_path, monkeypatch):
    module, told = tmp_path / "seminar" / "files.py", tmp_path / "seminar" / "pack" / "data" / "facts.csv"
    monkeypatch.setattr(files, "__file__", str(module))
    with pytest.raises(SeminarError, match="belong to that installation"):
        write_all({tmp_path / "own.csv": "new", told: "new"})
    assert list(tmp_path.iterdir()) == []
    write(tmp_path / "own.csv", "new")
    assert left(tmp_path) == {"own.csv": "new"}


@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "replace"])
def test_what_cannot_be_written_changes_nothing_and_leaves_nothing(tmp_path, monkeypatch, call):
    write_all({tmp_path / "a": "old a", tmp_path / "b": "old b"})
    real, calls = getattr(os, call), []

    def broken(*arguments, **more):
        calls.append(arguments)
        if len(calls) > 1 or call == "replace":
            raise OSError(28, "No space left on device")
        return real(*arguments, **more)

    monkeypatch.setattr(os, call, broken)
    with pytest.raises(SeminarError, match=r"^The file [ab] cannot be written: No space left .* Nothing was changed\."):
        write_all({tmp_path / "a": "new a", tmp_path / "b": "new b"})
    monkeypatch.undo()
    assert left(tmp_path) == {"a": "old a", "b": "old b"}


def test_a_file_that_cannot_be_replaced_is_told_with_what_was(tmp_path, monkeypatch):
    real = os.replace

    def held(source, target):
        if target.name == "b":
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(files.os, "replace", held)
    with pytest.raises(SeminarError, match=r"The file b .*Permission denied\. 1 of 3 files are new"):
        write_all({tmp_path / name: "new" for name in "abc"})
    assert left(tmp_path) == {"a": "new"}


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Free some disk space, then try again."),
        (errno.EDQUOT, "Free some disk space, then try again."),
        (errno.EACCES, "Close programs that use the file, or make its folder {} writable, then try again."),
        (errno.EROFS, "Its folder {} takes no such file: choose another folder, then try again."),
    ],
)
def test_what_to_do_fits_what_kept_a_file_from_its_folder(tmp_path, monkeypatch, number, advice):
    def broken(*arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(SeminarError) as told:
        write(tmp_path / "a", "new")
    assert str(told.value).endswith(f"Nothing was changed. {advice.format(tmp_path)}")


def test_the_names_are_put_on_the_disk_too(tmp_path, monkeypatch):
    real, synced = os.fsync, []

    def fsync(handle):
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write_all({tmp_path / "a": "a", tmp_path / "b": "b"})
    assert synced == [False, False, True]


def test_a_folder_that_is_gone_is_an_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        sync_folder(tmp_path / "gone")


@pytest.mark.parametrize(("number", "passes"), [(errno.EINVAL, True), (errno.ENOTSUP, True), (errno.EIO, False)])
def test_a_file_system_that_syncs_no_folder_is_no_error_but_a_broken_disk_is(tmp_path, monkeypatch, number, passes):
    def fsync(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    if passes:
        sync_folder(tmp_path)
    else:
        with pytest.raises(OSError, match="Input/output error"):
            sync_folder(tmp_path)


def test_where_folders_cannot_be_opened_nothing_is_synced(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "name", "nt")
    sync_folder(tmp_path / "gone")


def test_a_path_is_shown_without_the_name_of_a_user(monkeypatch, tmp_path):
    monkeypatch.setattr(files.Path, "home", lambda: tmp_path)
    assert files.from_home(tmp_path / "courses" / "pack") == "~/courses/pack"
    assert files.from_home(tmp_path.parent) == str(tmp_path.parent)


def test_an_archive_of_the_same_contents_is_the_same_whatever_their_order():
    contents = {"b.txt": "second", "a/first.bin": b"\x00"}
    made = files.archive(contents)
    assert made == files.archive(dict(reversed(contents.items())))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a/first.bin": b"\x00", "b.txt": b"second"}


def test_a_table_ends_each_line_in_one_way_and_quotes_only_what_needs_it():
    said = files.csv_text(("id", "words"), [("a", "one, two"), ("b", 3)])
    assert said == 'id,words\na,"one, two"\nb,3\n'
