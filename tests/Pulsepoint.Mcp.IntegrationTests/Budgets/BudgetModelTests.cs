using System.Globalization;
using CsCheck;
using FluentAssertions;
using Npgsql;
using NUnit.Framework;
using Pulsepoint.Mcp.IntegrationTests.Limits;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Budgets;

/// <summary>Random days of two people, beside plain sums.</summary>
internal sealed class BudgetModelTests
{
    private const int Day = 200;
    private const int UserDay = 120;
    private const int Query = 60;
    private const long Mebibyte = BudgetTenants.Mebibyte;

    // Who, what, which of the reservations before, and how much of it.
    private static readonly Gen<(int Person, bool Settles, int Which, int Amount)[]> s_days =
        Gen.Select(Gen.Int[0, 1], Gen.Bool, Gen.Int[0, 9], Gen.Int[0, 70]).Array[1, 40];

    [Test]
    public async Task Whatever_is_reserved_and_settled_in_whatever_order_the_sums_are_those_of_the_model()
    {
        await using var tenants = await BudgetTenants.CreateAsync();

        await s_days.SampleAsync(day => HoldsAsync(tenants, day), iter: 25, threads: 1);
    }

    private static async Task<bool> HoldsAsync(BudgetTenants tenants, (int Person, bool Settles, int Which, int Amount)[] day)
    {
        var tenant = await tenants.AddAsync(Day, UserDay, Query);
        await using var ada = await tenants.Database.LogInAsync(await tenants.KeyAsync(tenant));
        await using var ben = await tenants.Database.LogInAsync(await tenants.KeyAsync(tenant, LimitedTenants.Ben));
        NpgsqlConnection[] sessions = [ada, ben];
        var model = new[] { new List<Reserved>(), new List<Reserved>() };
        foreach (var step in day)
        {
            var own = model[step.Person];
            if (step.Settles && own.Count > 0)
                await SettleAsync(sessions[step.Person], own, step.Which % own.Count, step.Amount);
            else
                await ReserveAsync(sessions[step.Person], model, step.Person, step.Amount);

            var all = model.SelectMany(m => m).ToList();
            var sums = $"{all.Sum(r => r.Billed ?? 0)}+{all.Where(r => r.Billed is null).Sum(r => r.Held)}";
            (await tenants.DayAsync(tenant)).Should().Be(all.Count == 0 ? "" : $"{sums} {sums}");
        }

        return true;
    }

    private static async Task ReserveAsync(NpgsqlConnection session, List<Reserved>[] model, int person, int amount)
    {
        var id = Guid.CreateVersion7();
        var outcome = await session.ScalarAsync<string>(string.Create(
            CultureInfo.InvariantCulture,
            $"select coalesce(r.refused_by || ' ' || r.rest / 1048576, (r.granted / 1048576)::text) from pp.reserve_bytes('{id}', 'job', {amount * Mebibyte}) r"));

        var need = Math.Max(10, amount);
        var (userRest, rest) = (UserDay - Used(model[person]), Day - model.Sum(Used));
        var expected = need > Query ? $"query {Query}"
            : need > userRest ? $"user {Math.Max(0, userRest)}"
            : need > rest ? $"tenant {Math.Max(0, rest)}"
            : need.ToString(CultureInfo.InvariantCulture);
        outcome.Should().Be(expected);
        if (!expected.Contains(' '))
            model[person].Add(new Reserved(id, need));
    }

    private static async Task SettleAsync(NpgsqlConnection session, List<Reserved> own, int which, int amount)
    {
        var reserved = own[which];
        var settled = await session.ScalarAsync<bool>(string.Create(CultureInfo.InvariantCulture, $"select pp.settle_bytes('{reserved.Id}', {amount * Mebibyte})"));

        settled.Should().Be(reserved.Billed is null);
        own[which] = reserved with { Billed = reserved.Billed ?? amount };
    }

    private static int Used(List<Reserved> reserved) => reserved.Sum(r => r.Billed ?? r.Held);

    private sealed record Reserved(Guid Id, int Held, int? Billed = null);
}
