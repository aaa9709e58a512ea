using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Core.Privacy;

internal sealed class ExportFolderTests
{
    private static readonly TenantId s_aurora = TenantId.Parse("aurora");
    private static readonly Instant s_now = Instant.FromUtc(2026, 11, 24, 12, 0);

    private string _temporary = null!;
    private string _path = null!;

    [SetUp]
    public void SetUp()
    {
        _temporary = TemporaryFolder.Create();
        _path = Path.Combine(_temporary, "export");
    }

    [TearDown]
    public void TearDown() => Directory.Delete(_temporary, recursive: true);

    [Test]
    public void The_manifest_counts_and_hashes_what_is_there()
    {
        using (var folder = new ExportFolder(_path))
        {
            Fill(folder);
            folder.Complete(s_aurora, s_now, "1.2.3", ExportedFacts.NotHere);
        }

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_path, "manifest.json")));
        manifest.RootElement.GetProperty("tenant").GetString().Should().Be("aurora");
        manifest.RootElement.GetProperty("exported_at").GetString().Should().Be("2026-11-24T12:00:00Z");
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToArray();
        files.Select(f => (f.GetProperty("file").GetString(), f.GetProperty("rows").GetInt32())).Should().Equal(
            ("brands.jsonl", 2), ("users.jsonl", 0), ("warehouse/orders.jsonl", 1));
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(_path, file.GetProperty("file").GetString()!));
            file.GetProperty("bytes").GetInt64().Should().Be(bytes.Length);
            file.GetProperty("sha256").GetString().Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        File.ReadAllLines(Path.Combine(_path, "brands.jsonl")).Should().Equal("""{"brand_id":"ä"}""", """{"brand_id":"b"}""");
    }

    [Test]
    public void Given_up_it_leaves_nothing()
    {
        using (var folder = new ExportFolder(_path))
            Fill(folder);

        Directory.EnumerateFileSystemEntries(_temporary).Should().BeEmpty();
    }

    [Test]
    public void A_table_that_is_announced_again_begins_anew()
    {
        using (var folder = new ExportFolder(_path))
        {
            Fill(folder);
            Fill(folder);
            folder.Complete(s_aurora, s_now, "1.2.3", ExportedFacts.NotHere).Sum(f => f.Rows).Should().Be(3);
        }

        File.ReadAllLines(Path.Combine(_path, "brands.jsonl")).Should().HaveCount(2);
    }

    [Test]
    public void An_empty_folder_is_taken_and_one_with_something_in_it_is_not()
    {
        Directory.CreateDirectory(_path);
        using (var folder = new ExportFolder(_path + "/"))
            folder.Complete(s_aurora, s_now, "1.2.3", ExportedFacts.NotHere);

        var again = () => new ExportFolder(_path);
        again.Should().Throw<IOException>().WithMessage("*is there already*");
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Nobody_else_can_read_it()
    {
        using (var folder = new ExportFolder(_path))
        {
            Fill(folder);
            folder.Complete(s_aurora, s_now, "1.2.3", ExportedFacts.NotHere);
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        foreach (var entry in Directory.EnumerateFileSystemEntries(_path, "*", SearchOption.AllDirectories).Append(_path))
            (File.GetUnixFileMode(entry) & Others).Should().Be(UnixFileMode.None, entry);
    }

    private static void Fill(ExportFolder folder)
    {
        folder.Take(new ExportedRow("users", null));
        folder.Take(new ExportedRow("brands", null));
        folder.Take(new ExportedRow("brands", """{"brand_id":"ä"}"""));
        folder.Take(new ExportedRow("brands", """{"brand_id":"b"}"""));
        folder.Take(new ExportedRow("warehouse/orders", null));
        folder.Take(new ExportedRow("warehouse/orders", """{"order_id":1}"""));
    }
}
