using FluentAssertions;
using NodaTime;
using NUnit.Framework;
using Pulsepoint.Mcp.Google.BigQuery;

namespace Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;

internal sealed class QueryCallsTests
{
    private static readonly object[] s_values =
    [
        "it's `quoted`",
        "",
        7L,
        -0.5d,
        1e300d,
        12345678901234567890.0123456789m,
        true,
        new LocalDate(2026, 3, 29),
        new LocalDateTime(2026, 3, 29, 2, 30, 0, 250),
        Instant.FromUtc(2026, 3, 29, 0, 30).PlusNanoseconds(123_456_000),
        new byte[] { 0, 255 },
    ];

    [TestCaseSource(nameof(s_values))]
    public async Task A_value_that_is_sent_comes_back_as_it_was(object value)
    {
        await using var scene = await BigQueryScene.StartAsync();
        var sent = Parameters.Of("p", value);
        var expected = value switch
        {
            bool => "true",
            LocalDateTime => "2026-03-29T02:30:00.25",
            Instant => "1774744200123456",
            double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            _ => sent.ParameterValue.Value,
        };

        var result = await scene.Queries.RunAsync(BigQueryScene.AurorasKey, Ask("select @p as p") with { Parameters = [sent] }, CancellationToken.None);

        result.Rows.Should().ContainSingle().Which.F[0].V.GetString().Should().Be(expected);
    }

    [Test]
    public async Task A_list_that_is_sent_is_an_array_and_an_empty_one_is_not_null()
    {
        await using var scene = await BigQueryScene.StartAsync();
        var statement = Ask("select n from unnest([1, 2, 3]) as n where n in unnest(@some) and array_length(@texts) = 0 and @day in unnest(@days) order by n") with
        {
            Parameters =
            [
                Parameters.Of("some", new List<long> { 1, 3 }), Parameters.Of("texts", new List<string>()),
                Parameters.Of("day", new LocalDate(2026, 1, 1)), Parameters.Of("days", new List<LocalDate> { new(2026, 1, 1) }),
            ],
        };

        var result = await scene.Queries.RunAsync(BigQueryScene.AurorasKey, statement, CancellationToken.None);

        result.Rows.Select(r => r.F[0].V.GetString()).Should().Equal("1", "3");
    }

    [Test]
    public async Task Every_page_is_read()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var result = await scene.Queries.RunAsync(BigQueryScene.AurorasKey, Ask("select n from unnest(generate_array(1, 15000)) as n order by n"), CancellationToken.None);

        result.Rows.Should().HaveCount(15_000);
        result.Rows[^1].F[0].V.GetString().Should().Be("15000");
        scene.Server.Requests.Should().HaveCount(2);
    }

    [Test]
    public async Task A_dry_run_says_what_would_be_read_and_runs_nothing()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var bytes = await scene.Queries.EstimateAsync(BigQueryScene.AurorasKey, Ask("select brand_id from `acme.t_aurora.orders`"), CancellationToken.None);

        bytes.Should().Be(3 * 3 * 8);
        scene.Server.Jobs.Should().Be(0);
    }

    [Test]
    public async Task What_was_read_and_billed_is_told()
    {
        await using var scene = await BigQueryScene.StartAsync();

        var result = await scene.Queries.RunAsync(BigQueryScene.AurorasKey, Ask("select brand_id from `acme.t_aurora.orders`"), CancellationToken.None);

        result.BytesProcessed.Should().Be(3 * 3 * 8);
        result.BytesBilled.Should().Be(10 * 1024 * 1024);
    }

    private static Statement Ask(string sql) => new() { Project = BigQueryScene.Project, Sql = sql };
}
