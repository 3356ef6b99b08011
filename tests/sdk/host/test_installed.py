"""Plugins installed on a platform: as wheels, version beside version, taken back and removed at one stroke."""

import zipfile
from pathlib import Path

import pytest
from biaochi_sdk.bench.new_plugin import start
from biaochi_sdk.host.discovery import CityRelease, absent, discover, load
from biaochi_sdk.host.installed import InstalledPlugins, point_of
from biaochi_sdk.host.wheel import SUMS, Wheel, make_wheel
from biaochi_sdk.values.errors import PluginRefused

NOW, LATER = "2020-01-02T03:04:05+08:00", "2020-02-03T04:05:06+08:00"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The folder of a plugin."""
    start("binjiang", tmp_path)
    return tmp_path / "binjiang"


@pytest.fixture
def installed(tmp_path: Path) -> InstalledPlugins:
    """A platform's folder with nothing installed."""
    return InstalledPlugins(tmp_path / "plugins")


def raised(city: Path, version: str, full: str = "60") -> Path:
    """The same plugin in another version, with another threshold."""
    project, page = city / "pyproject.toml", city / "biaochi_binjiang" / "__init__.py"
    lines = project.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [f'version = "{version}"\n' if line.startswith("version") else line for line in lines]
    project.write_text("".join(kept), encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace("第一条（请写条款）", f"第{full}条"), encoding="utf-8")
    return city


def wheel_of(city: Path, into: Path) -> Wheel:
    return Wheel.read(make_wheel(city, into))


def served(installed: InstalledPlugins) -> dict[str, str]:
    """The version served of each city that is installed on the platform."""
    return {one.slug: one.version for one in discover(["binjiang"], installed).cities}


def test_the_wheel_of_the_same_files_is_the_same_wheel(city: Path, tmp_path: Path) -> None:
    one, other = (wheel_of(city, tmp_path / name) for name in ("one", "other"))

    assert one.digest == other.digest
    assert (one.name, one.module, one.distribution, one.version) == (
        "binjiang",
        "biaochi_binjiang",
        "biaochi-binjiang",
        "0.1.0",
    )
    assert (tmp_path / "one" / SUMS).read_text(encoding="utf-8").split() == [one.digest, one.path.name]


def test_an_installed_version_is_served_and_the_one_before_comes_back(
    city: Path, installed: InstalledPlugins, tmp_path: Path
) -> None:
    before = installed.revision
    installed.install(wheel_of(city, tmp_path / "house"), NOW)
    first = installed.revision
    installed.install(wheel_of(raised(city, "0.2.0", "二"), tmp_path / "house"), LATER)

    assert len({before, first, installed.revision}) == 3
    assert served(installed) == {"binjiang": "0.2.0"}
    assert installed.used()["binjiang"].since == LATER
    assert installed.take_back("binjiang").version == "0.1.0"
    assert served(installed) == {"binjiang": "0.1.0"}
    with pytest.raises(PluginRefused, match=r"no version before 0\.1\.0"):
        installed.take_back("binjiang")


def test_a_removed_plugin_is_served_no_more(city: Path, installed: InstalledPlugins, tmp_path: Path) -> None:
    installed.install(wheel_of(city, tmp_path), NOW)
    installed.remove("binjiang")

    assert installed.points() == {}
    assert "no installed plugin is named binjiang" in absent(["binjiang"], installed)[0]
    with pytest.raises(PluginRefused, match="is not among the plugins installed"):
        installed.remove("binjiang")


def test_one_version_has_one_content(city: Path, installed: InstalledPlugins, tmp_path: Path) -> None:
    wheel = wheel_of(city, tmp_path / "house")
    installed.install(wheel, NOW)
    installed.install(wheel, LATER)
    with pytest.raises(PluginRefused, match=r"raise the version in its pyproject\.toml"):
        installed.install(wheel_of(raised(city, "0.1.0", "三"), tmp_path / "house"), LATER)

    assert served(installed) == {"binjiang": "0.1.0"}


def test_a_wheel_loads_where_it_was_unpacked(city: Path, installed: InstalledPlugins, tmp_path: Path) -> None:
    wheel = wheel_of(city, tmp_path)
    with installed.unpacked(wheel) as trial:
        found = load(point_of(Path(trial), wheel.name), path=trial)

    assert isinstance(found, CityRelease)
    assert installed.points() == {}


def spoilt(wheel: Wheel, **members: str) -> Path:
    """The wheel with further members."""
    with zipfile.ZipFile(wheel.path, "a") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return wheel.path


def test_a_wheel_that_its_wheelhouse_does_not_name_is_refused(city: Path, tmp_path: Path) -> None:
    wheel = wheel_of(city, tmp_path / "house")
    spoilt(wheel, more="1")
    with pytest.raises(PluginRefused, match=f"and .*{SUMS} says {wheel.digest[:12]}"):
        Wheel.read(wheel.path)
    (tmp_path / "house" / SUMS).write_text("", encoding="utf-8")
    with pytest.raises(PluginRefused, match="does not name it: bring the wheel anew"):
        Wheel.read(wheel.path)


def test_what_is_no_wheel_of_one_plugin_is_refused_in_a_sentence(city: Path, tmp_path: Path) -> None:
    (tmp_path / "text.whl").write_text("no wheel", encoding="utf-8")
    with pytest.raises(PluginRefused, match="is no wheel of a plugin"):
        Wheel.read(tmp_path / "text.whl")
    with pytest.raises(PluginRefused, match="is no project of a plugin"):
        make_wheel(tmp_path, tmp_path)
    outside = spoilt(wheel_of(city, tmp_path / "outside"), **{"../evil.py": ""})
    (outside.parent / SUMS).unlink()
    with pytest.raises(PluginRefused, match=r"would write \.\./evil\.py, outside its folder"):
        Wheel.read(outside)
    project = city / "pyproject.toml"
    needs = project.read_text(encoding="utf-8").replace('["biaochi-sdk"]', '["biaochi-sdk", "requests"]')
    project.write_text(needs, encoding="utf-8")
    with pytest.raises(PluginRefused, match="needs requests: a plugin needs biaochi-sdk alone"):
        wheel_of(city, tmp_path / "needs")
