using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Warehouses;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery.Moves;

/// <summary>The verb as operators and scripts meet it, from one end to the other.</summary>
internal sealed class MoveVerbTests
{
    private MoveScene _scene = null!; // made before each test

    [SetUp]
    public async Task StartAsync() => _scene = await MoveScene.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _scene.DisposeAsync();

    [Test]
    public async Task A_move_is_planned_made_found_done_and_taken_back()
    {
        var planned = await JsonAsync("cinder", "--to", "bigquery", "--dry-run", "--json");
        planned.GetProperty("changes").GetBoolean().Should().BeTrue();
        planned.GetProperty("dataset").GetString().Should().Be("acme.pulsepoint_cinder");
        planned.GetProperty("tables").GetArrayLength().Should().Be(16);
        (await EngineAsync()).Should().Be(WarehouseEngine.DuckDb);

        var moved = await MoveProcess.RunAsync(_scene, "cinder", "--to", "bigquery");
        moved.ExitCode.Should().Be(0, moved.Errors);
        moved.Output.Should().Contain("order_lines").And.Contain("acme.pulsepoint_cinder from now on");
        moved.Errors.Should().Contain("Moving the facts of cinder to BigQuery");
        (await EngineAsync()).Should().Be(WarehouseEngine.BigQuery);

        (await JsonAsync("cinder", "--to", "bigquery", "--json")).GetProperty("changes").GetBoolean().Should().BeFalse();
        (await JsonAsync("cinder", "--to", "duckdb", "--json")).GetProperty("changes").GetBoolean().Should().BeTrue();
        (await EngineAsync()).Should().Be(WarehouseEngine.DuckDb);
    }

    [Test]
    public async Task Killed_in_the_middle_it_is_completed_by_the_same_again()
    {
        var sent = 0;
        var isUnderWay = new TaskCompletionSource();
        _scene.Server.Faults.OnRequest = request =>
        {
            if (request.Contains("/upload/", StringComparison.Ordinal) && ++sent == 5)
                isUnderWay.TrySetResult();
        };
        using (var process = MoveProcess.Start(_scene, "cinder", "--to", "bigquery"))
        {
            await isUnderWay.Task.WaitAsync(TimeSpan.FromMinutes(1));
            process.Kill();
            await process.WaitForExitAsync();
        }

        (await EngineAsync()).Should().Be(WarehouseEngine.DuckDb);
        var again = await MoveProcess.RunAsync(_scene, "cinder", "--to", "bigquery", "--json");

        again.ExitCode.Should().Be(0, again.Errors);
        (await EngineAsync()).Should().Be(WarehouseEngine.BigQuery);
        sent.Should().BeLessThan(2 * 27, "what had been sent is not sent again");
        Directory.Exists(Path.Combine(_scene.Folder, "export")).Should().BeFalse();
    }

    [Test]
    public async Task What_cannot_be_is_one_sentence_and_what_to_do()
    {
        var unprovisioned = await MoveProcess.RunAsync(_scene, "borealis", "--to", "bigquery");
        unprovisioned.ExitCode.Should().Be(1);
        unprovisioned.Errors.Should().Contain("No dataset is provisioned for borealis").And.Contain("tenant provision borealis");

        (await MoveProcess.RunAsync(_scene, "cinder", "--to", "somewhere")).ExitCode.Should().NotBe(0);
        (await MoveProcess.RunAsync(_scene, "nobody", "--to", "bigquery")).ExitCode.Should().Be(1);
        (await JsonAsync("cinder", "--to", "duckdb", "--json")).GetProperty("changes").GetBoolean().Should().BeFalse();
    }

    private async Task<WarehouseEngine> EngineAsync() => (await _scene.Warehouses.FindAsync(MoveScene.Cinder, CancellationToken.None)).Engine;

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var run = await MoveProcess.RunAsync(_scene, arguments);
        run.ExitCode.Should().Be(0, run.Errors);
        return JsonElement.Parse(run.Output);
    }
}
