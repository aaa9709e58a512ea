using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Moves;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Rollups;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>A move that something ends: questions read what they read before, and the same again completes it.</summary>
internal sealed class InterruptedMoveTests
{
    // Of the requests of a whole move: staging tables are made, parts are sent (and verified, where questions read the dataset already),
    // all arrives, is cleared, verified, and summed.
    private static readonly double[] s_moments = [0.05, 0.25, 0.5, 0.65, 0.8, 0.95];

    private static int s_requests;
    private static int s_requestsOfTheNext;

    private MoveScene _scene = null!; // made before each test

    [OneTimeSetUp]
    public async Task CountAsync()
    {
        await using var scene = await MoveScene.StartAsync();
        var before = scene.Server.Requests.Count;
        await MoveAsync(scene, CancellationToken.None);
        s_requests = scene.Server.Requests.Count - before;
        await scene.PublishNextAsync();
        before = scene.Server.Requests.Count;
        await MoveAsync(scene, CancellationToken.None);
        s_requestsOfTheNext = scene.Server.Requests.Count - before;
    }

    [SetUp]
    public async Task StartAsync() => _scene = await MoveScene.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scene.DisposeAsync();

    [TestCaseSource(nameof(s_moments))]
    public async Task A_service_that_refuses_in_the_middle_is_asked_again_by_the_next_run(double moment)
    {
        var left = (int)(s_requests * moment);
        _scene.Server.Faults.OnRequest = _ =>
        {
            if (--left == 0)
                _scene.Server.Faults.FailRequests(1, 403, "accessDenied");
        };

        var moving = () => MoveAsync(_scene, CancellationToken.None);

        // To clear the staging tables is a courtesy: where that fails, the move goes on.
        if (await HasFailedAsync(moving))
            (await _scene.Warehouses.FindAsync(MoveScene.Cinder, CancellationToken.None)).Engine.Should().Be(WarehouseEngine.DuckDb);
        await ShouldCompleteAsync();
    }

    [TestCaseSource(nameof(s_moments))]
    public async Task Whoever_stops_it_goes_on_with_the_next_run(double moment)
    {
        using var stop = new CancellationTokenSource();
        var left = (int)(s_requests * moment);
        _scene.Server.Faults.OnRequest = _ =>
        {
            if (--left == 0)
                stop.Cancel();
        };

        var moving = () => MoveAsync(_scene, stop.Token);

        await moving.Should().ThrowAsync<OperationCanceledException>();
        (await _scene.Warehouses.FindAsync(MoveScene.Cinder, CancellationToken.None)).Engine.Should().Be(WarehouseEngine.DuckDb);
        Directory.Exists(Path.Combine(_scene.Folder, "export")).Should().BeFalse();
        await ShouldCompleteAsync();
    }

    [Test]
    public async Task An_answer_that_is_lost_does_not_load_a_part_twice()
    {
        _scene.Server.Faults.OnRequest = request =>
        {
            if (request.Contains("/upload/", StringComparison.Ordinal))
                _scene.Server.Faults.LoseAnswers(1);
        };

        await ShouldCompleteAsync();
    }

    [Test]
    public async Task What_has_arrived_is_not_sent_again()
    {
        _scene.Server.Faults.OnRequest = request =>
        {
            // The one job that is no upload, before the verification.
            if (request.StartsWith("POST", StringComparison.Ordinal) && request.EndsWith("/jobs", StringComparison.Ordinal) && !request.Contains("/upload/", StringComparison.Ordinal))
                _scene.Server.Faults.FailRequests(1, 403, "accessDenied");
        };
        (await HasFailedAsync(() => MoveAsync(_scene, CancellationToken.None))).Should().BeTrue();
        _scene.Server.Faults.OnRequest = null;
        var before = _scene.Server.Requests.Count;

        await ShouldCompleteAsync();

        _scene.Server.Requests.Skip(before).Should().NotContain(r => r.Path.Contains("/upload/", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_job_that_has_failed_is_begun_anew_by_the_next_run()
    {
        _scene.Server.Faults.FailJobs(1, "backendError");
        (await HasFailedAsync(() => MoveAsync(_scene, CancellationToken.None))).Should().BeTrue();

        await ShouldCompleteAsync();
    }

    [TestCaseSource(nameof(s_moments))]
    public async Task The_next_generation_of_who_has_moved_is_completed_by_the_same_again(double moment)
    {
        await MoveAsync(_scene, CancellationToken.None);
        await _scene.PublishNextAsync();
        using var stop = new CancellationTokenSource();
        var left = (int)(s_requestsOfTheNext * moment);
        _scene.Server.Faults.OnRequest = _ =>
        {
            if (--left == 0)
                stop.Cancel();
        };
        var moving = () => MoveAsync(_scene, stop.Token);
        await moving.Should().ThrowAsync<OperationCanceledException>();

        (await _scene.Move.PlanAsync(MoveScene.Cinder, CancellationToken.None)).IsDone.Should().BeFalse("nobody has verified or summed it");

        await ShouldCompleteAsync();
        (await _scene.Move.PlanAsync(MoveScene.Cinder, CancellationToken.None)).IsDone.Should().BeTrue();
    }

    [Test]
    public async Task What_differed_when_it_was_verified_is_loaded_anew_by_the_next_run_though_the_generation_is_there()
    {
        await MoveAsync(_scene, CancellationToken.None);
        await _scene.PublishNextAsync();
        _scene.Server.Faults.OnRequest = _ => _scene.Server.DropRow(MoveScene.Project, MoveScene.Dataset, "order_lines");

        var moving = () => MoveAsync(_scene, CancellationToken.None);

        (await moving.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("differs").And.Contain($"Questions read what is there now, of generation {_scene.Generation}");
        _scene.Server.Faults.OnRequest = null;
        await ShouldCompleteAsync();
    }

    [Test]
    public async Task What_was_sent_wrong_to_who_has_moved_never_arrives()
    {
        await MoveAsync(_scene, CancellationToken.None);
        var before = _scene.Generation;
        await _scene.PublishNextAsync();
        _scene.Server.Faults.OnRequest = _ => DropSentRow();

        var moving = () => MoveAsync(_scene, CancellationToken.None);

        (await moving.Should().ThrowAsync<RefusalException>()).Which.Message.Should().StartWith("What was sent").And.Contain("order_lines").And.Contain("as before");
        (await _scene.Loader.DescribeAsync(MoveScene.Place, CancellationToken.None))!.Generation.Should().Be(before);
        _scene.Server.Faults.OnRequest = null;
        await ShouldCompleteAsync();
    }

    [Test]
    public async Task What_was_sent_wrong_is_sent_anew_once()
    {
        await MoveAsync(_scene, CancellationToken.None);
        await _scene.PublishNextAsync();
        var once = Uploads();
        _scene.Server.Faults.OnRequest = request =>
        {
            // The first job that is no upload verifies.
            if (!request.StartsWith("POST", StringComparison.Ordinal) || !request.EndsWith("/jobs", StringComparison.Ordinal) || request.Contains("/upload/", StringComparison.Ordinal))
                return;

            _scene.Server.Faults.OnRequest = null;
            DropSentRow();
        };

        await ShouldCompleteAsync();

        Uploads().Should().Be(once + once + once, "both generations have the same months");
    }

    [Test]
    public async Task What_cannot_be_taken_away_is_not_taken_for_sent_anew()
    {
        await MoveAsync(_scene, CancellationToken.None);
        await _scene.PublishNextAsync();
        _scene.Server.Faults.Aim = request => request.StartsWith("DELETE", StringComparison.Ordinal);
        _scene.Server.Faults.OnRequest = _ => DropSentRow();
        _scene.Server.Faults.FailRequests(1, 403, "accessDenied");

        var moving = () => MoveAsync(_scene, CancellationToken.None);

        (await moving.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("credentials may not").And.NotContain("differs");
        _scene.Server.Faults.OnRequest = null;
        await ShouldCompleteAsync();
    }

    [Test]
    public async Task Files_of_a_process_that_was_killed_are_cleared_away()
    {
        var left = Path.Combine(_scene.Folder, "export");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "1.parquet"), "half of it");

        await ShouldCompleteAsync();

        Directory.Exists(left).Should().BeFalse();
    }

    [Test]
    public async Task Two_at_once_do_not_mix()
    {
        await using var other = await _scene.Snapshots.OpenAsync(MoveScene.Cinder, CancellationToken.None);

        var moving = () => MoveAsync(_scene, CancellationToken.None);

        (await moving.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Contain("Another process is moving");
    }

    [Test]
    public async Task The_exported_files_are_for_their_owner_alone()
    {
        var modes = new List<UnixFileMode>();
        _scene.Server.Faults.OnRequest = request =>
        {
            var folder = Path.Combine(_scene.Folder, "export");
            if (!OperatingSystem.IsWindows() && request.Contains("/upload/", StringComparison.Ordinal) && Directory.Exists(folder))
                modes.Add(File.GetUnixFileMode(folder));
        };

        await MoveAsync(_scene, CancellationToken.None);

        if (!OperatingSystem.IsWindows())
            modes.Should().NotBeEmpty().And.OnlyContain(m => m == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    private int Uploads() => _scene.Server.Requests.Count(r => r.Path.Contains("/upload/", StringComparison.Ordinal));

    private void DropSentRow()
    {
        foreach (var table in _scene.Server.Tables(MoveScene.Project, MoveScene.Dataset).Where(t => t.StartsWith("loading_order_lines", StringComparison.Ordinal)))
            _scene.Server.DropRow(MoveScene.Project, MoveScene.Dataset, table);
    }

    private static Task<MovePlan> MoveAsync(MoveScene scene, CancellationToken cancellationToken) =>
        scene.Move.MoveAsync(MoveScene.Cinder, touched: null, progress: null, cancellationToken);

    private static async Task<bool> HasFailedAsync(Func<Task> work)
    {
        try
        {
            await work();
            return false;
        }
        catch (RefusalException)
        {
            return true;
        }
    }

    private async Task ShouldCompleteAsync()
    {
        await MoveAsync(_scene, CancellationToken.None);

        (await _scene.Warehouses.FindAsync(MoveScene.Cinder, CancellationToken.None)).Dataset.Should().Be(MoveScene.Place);
        (await _scene.Loader.DescribeAsync(MoveScene.Place, CancellationToken.None))!.Generation.Should().Be(_scene.Generation);
        (await _scene.Database.Get<IRollupStore>().GenerationAsync(MoveScene.Cinder, CancellationToken.None)).Should().Be(_scene.Generation);
        (await _scene.AuditAsync("tenant.move")).Should().ContainSingle();
    }
}
