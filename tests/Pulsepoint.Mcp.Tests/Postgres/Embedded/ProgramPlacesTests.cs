using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Postgres.Embedded;

namespace Pulsepoint.Mcp.Tests.Postgres.Embedded;

internal sealed class ProgramPlacesTests
{
    private string _root = "";

    [SetUp]
    public void MakeFolder() => _root = Directory.CreateTempSubdirectory("pp-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void The_named_folder_is_the_only_one()
    {
        var named = Install("named");
        var onPath = Install("path");

        Found(new ProgramPlaces(named, onPath, [], Bundle)).Should().Equal(named);
    }

    [Test]
    public void A_named_folder_without_programs_is_not_made_up_for()
    {
        var onPath = Install("path");

        Found(new ProgramPlaces(Path.Combine(_root, "empty"), onPath, [], Bundle)).Should().BeEmpty();
    }

    [Test]
    public void The_search_path_comes_before_the_systems_folders_and_those_before_the_bundle()
    {
        var bundle = Install("bundle/bin");
        var system = Install("lib/15/bin");
        var onPath = Install("path");

        Found(new ProgramPlaces(null, onPath, [new(Path.Combine(_root, "lib"))], Bundle)).Should().Equal(onPath, system, bundle);
    }

    [Test]
    public void The_highest_version_comes_first_by_number_not_by_letter()
    {
        var nine = Install("lib/9.6/bin");
        var eighteen = Install("lib/18/bin");
        var fifteen = Install("lib/15/bin");

        Found(new ProgramPlaces(null, null, [new(Path.Combine(_root, "lib"))], Bundle)).Should().Equal(eighteen, fifteen, nine);
    }

    [Test]
    public void A_prefixed_place_ignores_its_neighbours()
    {
        var postgres = Install("opt/postgresql@17/bin");
        Install("opt/postgresql@next/bin");
        Install("opt/postgis/bin");

        Found(new ProgramPlaces(null, null, [new(Path.Combine(_root, "opt"), "postgresql@")], Bundle)).Should().Equal(postgres);
    }

    [TestCase("initdb")]
    [TestCase("pg_ctl")]
    [TestCase("postgres")]
    public void A_folder_that_lacks_a_program_is_passed_over(string missing)
    {
        // A client package puts pg_ctl's neighbours on the path without a server.
        var partial = Install("client");
        File.Delete(Path.Combine(partial, Program(missing)));
        var whole = Install("server");

        Found(new ProgramPlaces(null, partial + Path.PathSeparator + whole, [], Bundle)).Should().Equal(whole);
    }

    [Test]
    public void A_relative_entry_of_the_search_path_is_not_followed()
    {
        Install("path");

        Found(new ProgramPlaces(null, Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(_root, "path")), [], Bundle)).Should().BeEmpty();
    }

    private string Bundle => Path.Combine(_root, "bundle");

    private static IEnumerable<string> Found(ProgramPlaces places) => places.Programs().Select(programs => programs.Folder);

    private static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private string Install(string folder)
    {
        var full = Directory.CreateDirectory(Path.Combine(_root, folder)).FullName;
        foreach (var name in new[] { "initdb", "pg_ctl", "postgres" })
            File.WriteAllText(Path.Combine(full, Program(name)), "");
        return full;
    }
}
