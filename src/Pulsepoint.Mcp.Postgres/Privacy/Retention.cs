using Dapper;
using Npgsql;
using Pulsepoint.Mcp.Core.Privacy;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.Postgres.Privacy;

internal sealed class Retention(OperatorConnections operators) : IRetention
{
    // A step of well under a second, so that nobody waits for it for long.
    private const int MostRows = 10_000;

    public Task<RetentionReport> PreviewAsync(CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            var months = await MonthsAsync(connection, apply: false, token);
            var rows = new List<ExpiredRows>();
            foreach (var slug in await SlugsAsync(connection, token))
            {
                var expired = await connection.QueryAsync<ExpiredRow>(
                    "select name, days, expired from pp_steward.expired_rows(@Slug)", new { Slug = slug, token });
                rows.AddRange(expired.Where(r => r.Expired > 0).Select(r => new ExpiredRows(TenantId.Parse(slug), r.Name, r.Days, r.Expired)));
            }

            return new RetentionReport(rows, Names(months));
        },
        cancellationToken);

    public Task<RetentionReport> RunAsync(CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        async (connection, token) =>
        {
            await DeletedTenants.RemoveAsync(connection, token);
            var months = await MonthsAsync(connection, apply: true, token);
            var rows = new List<ExpiredRows>();
            foreach (var slug in await SlugsAsync(connection, token))
            {
                var dropped = months.Where(m => m.Slug == slug).ToLookup(m => m.Name, m => m.Expired, StringComparer.Ordinal);
                var removed = await RemoveAsync(connection, slug, token);
                rows.AddRange(removed
                    .Select(r => new ExpiredRows(TenantId.Parse(slug), r.Name, r.Days, r.Expired + dropped[r.Name].Sum()))
                    .Where(r => r.Rows > 0));
            }

            return new RetentionReport(rows, Names(months));
        },
        cancellationToken);

    public Task KeepAsync(TenantId tenant, int days, CancellationToken cancellationToken) => operators.RunAsync(
        OperatorRole.Platform,
        (connection, token) => connection.ExecuteAsync("select pp_steward.set_retention(@Slug, @Days)", new { Slug = tenant.Value, Days = days, token }),
        cancellationToken);

    private static IReadOnlyList<string> Names(IEnumerable<ExpiredMonthRow> months) => [.. months.Select(m => m.Month).Distinct(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<ExpiredMonthRow>> MonthsAsync(NpgsqlConnection connection, bool apply, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<ExpiredMonthRow>(
            "select month, name, slug, expired from pp_steward.drop_months(@Apply)", new { Apply = apply, cancellationToken })];

    private static async Task<IReadOnlyList<string>> SlugsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<string>("select t from pp_steward.tenants_with_rows() t", new { cancellationToken })];

    private static async Task<IReadOnlyList<ExpiredRow>> RemoveAsync(NpgsqlConnection connection, string slug, CancellationToken cancellationToken)
    {
        List<ExpiredRow> all = [], step;
        do
        {
            step = [.. await connection.QueryAsync<ExpiredRow>(
                "select name, days, expired from pp_steward.remove_expired(@Slug, @Most)", new { Slug = slug, Most = MostRows, cancellationToken })];
            all.AddRange(step);
        }
        while (step.Any(r => r.Expired == MostRows));

        return [.. all.GroupBy(r => r.Name, StringComparer.Ordinal).Select(g => g.First() with { Expired = g.Sum(r => r.Expired) })];
    }
}
