"""What the system's schedulers are handed, played by runners of the tests' own."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path, PureWindowsPath
from xml.etree import ElementTree

import pytest
from schedule_system import System

from pengaduan_xl.cli.schedule import WAYS
from pengaduan_xl.scheduler import cron_line, systemd_timer, windows_task
from pengaduan_xl.scheduler.starter import (
    NOT_FOUND,
    Answer,
    NoStarterError,
    StarterFailedError,
    Task,
    TaskPathError,
    run_program,
    task_of,
)
from pengaduan_xl.scheduler.starters import STARTERS, choose, installed, remove_all

NOTHING = "Tidak ada yang ditulis."


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)


def command_of(task: Task) -> list[str]:
    return [task.python, *task.arguments]


def test_a_task_is_one_pass_over_one_register(system: System) -> None:
    register = str(system.task.register)
    assert system.task.arguments == [
        "-P", "-m", "pengaduan_xl.cli", "--register", register, "jadwal", "--sekali",
    ]  # fmt: skip
    assert system.task.name == task_of(system.task.register, system.machine).name
    assert system.task.name != Task(Path("/lain/Register_Pengaduan.xlsx"), "python").name


def test_signs_that_no_scheduler_holds_are_refused(system: System) -> None:
    with pytest.raises(TaskPathError) as caught:
        task_of(Path("/kantor\nlain/Register.xlsx"), system.machine)
    assert str(caught.value) == (
        "'/kantor\\nlain/Register.xlsx': Letak register atau Python memuat tanda yang tidak dapat "
        f"dijadwalkan. Pindahkan ke folder yang namanya hanya huruf, angka, dan spasi. {NOTHING}"
    )


def test_the_ways_of_the_command_are_those_there_are() -> None:
    assert tuple(STARTERS) == WAYS


def test_windows_takes_its_own_scheduler(tmp_path: Path) -> None:
    system = System(tmp_path, "win32")
    assert choose(system.machine, system.run) == "windows"
    assert system.ran == []


def test_linux_takes_systemd_before_cron(system: System) -> None:
    assert choose(system.machine, system.run) == "systemd"
    system.answers["systemctl"] = Answer(1, error=b"Failed to connect to bus")
    assert choose(system.machine, system.run) == "cron"


def test_macos_takes_cron(tmp_path: Path) -> None:
    system = System(tmp_path, "darwin")
    assert choose(system.machine, system.run) == "cron"


def test_a_machine_without_any_scheduler_is_told_what_to_do(system: System) -> None:
    system.answers = {"systemctl": Answer(NOT_FOUND), "crontab": Answer(NOT_FOUND)}
    with pytest.raises(NoStarterError) as caught:
        choose(system.machine, system.run)
    assert str(caught.value) == (
        "Penjadwal sistem (systemd atau cron) tidak ditemukan di komputer ini. Biarkan pengaduan jadwal "
        f"berjalan di jendela terminal, atau pilih sendiri dengan --cara. {NOTHING}"
    )


def xml_of(system: System) -> ElementTree.Element:
    """The task as Windows reads it from the file."""
    content = (system.task.register.parent / "laporan" / "jadwal.xml").read_bytes()
    assert content.startswith(b"\xff\xfe")
    return ElementTree.fromstring(content)


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [node.text or "" for node in root.iter() if node.tag.endswith(f"}}{name}")]


def test_windows_is_handed_a_task_every_five_minutes_and_at_logon(tmp_path: Path) -> None:
    system = System(tmp_path, "win32")
    done = windows_task.install(system.task, system.machine, system.run)
    root, path = xml_of(system), str(system.task.register.parent / "laporan" / "jadwal.xml")
    assert texts(root, "Interval") == ["PT5M"]
    assert texts(root, "UserId") == ["KANTOR\\Budi & Ani"] * 2
    assert texts(root, "MultipleInstancesPolicy") == ["IgnoreNew"]
    assert texts(root, "Arguments") == [subprocess.list2cmdline(system.task.arguments)]
    assert system.ran == [["schtasks", "/Create", "/TN", system.task.name, "/XML", path, "/F"]]
    assert done.items == [system.task.name, path]


def test_an_account_without_a_name_is_left_to_windows(tmp_path: Path) -> None:
    system = System(tmp_path, "win32")
    machine = system.machine._replace(environ={})
    assert "UserId" not in windows_task.text(system.task, machine)


@pytest.mark.parametrize(
    ("python", "command"),
    [
        ("C:\\Program Files\\Python\\python.exe", "C:\\Program Files\\Python\\pythonw.exe"),
        ("C:\\x\\pythonw.exe", "C:\\x\\pythonw.exe"),
    ],
)
def test_windows_opens_no_window_for_a_pass(system: System, python: str, command: str) -> None:
    task = system.task._replace(python=python)
    root = ElementTree.fromstring(windows_task.text(task, system.machine).encode("utf-16"))
    assert texts(root, "Command") == [str(PureWindowsPath(command))]


def test_windows_gives_the_task_back(tmp_path: Path) -> None:
    system = System(tmp_path, "win32")
    windows_task.install(system.task, system.machine, system.run)
    assert installed(system.task, system.machine, system.run) == ["windows"]
    done = remove_all(system.task, system.machine, system.run)
    assert ["schtasks", "/Delete", "/TN", system.task.name, "/F"] in system.ran
    assert len(done.items) == 2
    system.answers["schtasks /Query"] = Answer(1)
    assert remove_all(system.task, system.machine, system.run).items == []


def test_a_task_that_windows_refuses_is_told(tmp_path: Path) -> None:
    system = System(tmp_path, "win32")
    system.answers["schtasks /Create"] = Answer(1, error=b"ERROR: Access is denied.\r\nx")
    with pytest.raises(StarterFailedError) as caught:
        windows_task.install(system.task, system.machine, system.run)
    assert str(caught.value) == (
        "Program schtasks gagal (ERROR: Access is denied.). Perbaiki sebabnya, lalu ulangi; mengulang aman. "
        "Mungkin baru sebagian yang dikerjakan."
    )


def test_systemd_is_handed_a_service_and_a_timer_of_this_user(system: System) -> None:
    done = systemd_timer.install(system.task, system.machine, system.run)
    folder = system.machine.home / ".config" / "systemd" / "user"
    assert done.items == [
        str(folder / f"{system.task.name}.{kind}") for kind in ("service", "timer")
    ]
    timer = (folder / f"{system.task.name}.timer").read_text(encoding="utf-8")
    assert "OnCalendar=*:0/5\n" in timer
    assert system.ran == [
        ["systemctl", "--user", "daemon-reload"],
        ["systemctl", "--user", "enable", "--now", f"{system.task.name}.timer"],
    ]


def test_systemd_reads_the_command_back_as_it_is(system: System) -> None:
    task = Task(Path('/kantor "a\\b"/100% $HOME/Register.xlsx'), "/usr/bin/python3")
    service = next(iter(systemd_timer.files(task, system.machine).values()))
    line = next(line for line in service.splitlines() if line.startswith("ExecStart="))
    plain = line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$")
    assert [
        word.replace('\\"', '"').replace("\\\\", "\\") for word in plain.strip('"').split('" "')
    ] == command_of(task)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_itself_finds_no_fault_with_the_units(
    system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    units = systemd_timer.install(system.task, system.machine, system.run).items
    done = run_program(["systemd-analyze", "verify", "--user", *units])
    assert (done.code, done.reason) == (0, "kode 0")


def test_systemd_gives_the_units_back(system: System) -> None:
    systemd_timer.install(system.task, system.machine, system.run)
    assert installed(system.task, system.machine, system.run) == ["systemd"]
    assert len(remove_all(system.task, system.machine, system.run).items) == 2
    assert ["systemctl", "--user", "disable", "--now", f"{system.task.name}.timer"] in system.ran
    assert remove_all(system.task, system.machine, system.run).items == []


def test_a_folder_of_units_of_its_own_is_used(system: System, tmp_path: Path) -> None:
    machine = system.machine._replace(environ={"XDG_CONFIG_HOME": str(tmp_path / "c")})
    assert {path.parent for path in systemd_timer.files(system.task, machine)} == {
        tmp_path / "c" / "systemd" / "user"
    }


OTHERS = b"# cadangan\n0 1 * * * /bin/cadangan 100\\%\n\n"


def test_cron_is_handed_a_line_between_two_marks(system: System) -> None:
    system.table = OTHERS
    cron_line.install(system.task, system.machine, system.run)
    assert system.table is not None
    first, line, last = system.table.removeprefix(OTHERS).decode().splitlines()
    assert first == f"# >>> {system.task.name} >>>"
    assert last == f"# <<< {system.task.name} <<<"
    schedule, _, command = line.partition(" * * * * ")
    words = shlex.split(command.replace("\\%", "%"))
    assert (schedule, words) == ("*/5", [*command_of(system.task), ">/dev/null", "2>&1"])


def test_cron_keeps_one_line_however_often_it_is_handed_over(system: System) -> None:
    system.table = OTHERS.rstrip(b"\n")
    for _ in range(3):
        cron_line.install(system.task, system.machine, system.run)
    assert system.table.count(b"jadwal --sekali") == 1
    assert system.table.startswith(OTHERS.rstrip(b"\n") + b"\n# >>>")


def test_cron_gives_the_line_back_and_leaves_the_others(system: System) -> None:
    other = system.task._replace(register=Path("/lain/Register.xlsx"))
    system.table = OTHERS
    cron_line.install(other, system.machine, system.run)
    before = system.table
    cron_line.install(system.task, system.machine, system.run)
    assert installed(system.task, system.machine, system.run) == ["cron"]
    assert len(cron_line.remove(system.task, system.machine, system.run).items) == 1
    assert system.table == before
    assert cron_line.remove(system.task, system.machine, system.run).items == []


def test_a_table_with_nothing_else_goes(system: System) -> None:
    cron_line.install(system.task, system.machine, system.run)
    cron_line.remove(system.task, system.machine, system.run)
    assert system.table is None


def test_marks_that_somebody_cut_cost_nobody_elses_lines(system: System) -> None:
    other = system.task._replace(register=Path("/lain/Register.xlsx"))
    mark, line, _ = cron_line.lines(system.task)
    theirs = b"\n".join(cron_line.lines(other)) + b"\n"
    system.table = b"\n".join([mark, line, b"5 5 * * * /bin/x", theirs])
    cron_line.remove(system.task, system.machine, system.run)
    assert system.table == b"5 5 * * * /bin/x\n" + theirs


def test_a_table_that_cannot_be_read_is_not_written_over(system: System) -> None:
    system.answers["crontab -l"] = Answer(1, error=b"crontab: not allowed")
    with pytest.raises(StarterFailedError, match="not allowed"):
        cron_line.install(system.task, system.machine, system.run)
    assert ["crontab", "-"] not in system.ran


def test_staff_on_macos_are_told_about_its_privacy(tmp_path: Path) -> None:
    system = System(tmp_path, "darwin")
    done = cron_line.install(system.task, system.machine, system.run)
    assert done.advice == [cron_line.ADVICE, cron_line.ADVICE_MAC]
    assert remove_all(system.task, system.machine, system.run).items == done.items


@pytest.mark.parametrize("way", WAYS)
def test_what_is_shown_holds_the_whole_task(system: System, way: str) -> None:
    text = STARTERS[way].shown(system.task, system.machine)
    assert "pengaduan_xl.cli" in text
    assert "--sekali" in text
    assert system.ran == []
