using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Provisioning;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.IntegrationTests.Google.Provisioning;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Tokens;

/// <summary>What a key's holder can do with the token of its organisation by talking to BigQuery itself, and where it ends.</summary>
internal sealed class TokenResidualTests
{
    private const string SalesOfAllBrands = "select brand_id, sum(gross) from `{0}.order_lines` where order_date >= '2020-01-01' group by 1";
    private const string Events = "select user_id from `{0}.usage_events` where occurred_at >= '2020-01-01'";

    private DatasetScene _scene = null!; // made in SetUp
    private TokenTenants _tenants = null!;

    [SetUp]
    public async Task SetUpAsync() => (_scene, _tenants) = (await DatasetScene.StartAsync(), await TokenTenants.CreateAsync());

    [TearDown]
    public async Task TearDownAsync()
    {
        await _scene.DisposeAsync();
        await _tenants.DisposeAsync();
    }

    [Test, Residual]
    public async Task A_token_reads_its_organisations_facts_past_brands_and_budget_but_neither_its_events_nor_another_organisation()
    {
        var (own, other) = (await ProvisionedAsync(), await ProvisionedAsync());
        var token = await TokenAsync(own.Tenant);
        _scene.Server.Faults.WhoseToken = given => given.StartsWith("ya29.", StringComparison.Ordinal) ? given["ya29.".Length..given.LastIndexOf('.')] : null;

        (await AskAsync(token, SalesOfAllBrands, own.Place.Dataset.Value)).Should().Be(HttpStatusCode.OK, "this is what remains");

        (await AskAsync(token, Events, own.EventsPlace.Dataset.Value)).Should().Be(HttpStatusCode.Forbidden);
        (await AskAsync(token, SalesOfAllBrands, other.Place.Dataset.Value)).Should().Be(HttpStatusCode.Forbidden);
        (await AskAsync(token, Events, other.EventsPlace.Dataset.Value)).Should().Be(HttpStatusCode.Forbidden);
        (await AskAsync("none", SalesOfAllBrands, own.Place.Dataset.Value)).Should().Be(HttpStatusCode.Unauthorized);
    }

    private async Task<DatasetOrder> ProvisionedAsync()
    {
        var order = DatasetScene.Order((await _tenants.AddAsync()).Value);
        await _scene.MakeAsync(order);
        return order;
    }

    private async Task<string> TokenAsync(TenantId tenant)
    {
        var key = await _tenants.KeyAsync(tenant);
        return (await _tenants.ServedAsync(_tenants.Process().AskAsync(key, TimeSpan.FromSeconds(60), CancellationToken.None))).Value.Reveal();
    }

    private async Task<HttpStatusCode> AskAsync(string token, string sql, string dataset)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{_scene.Server.Host}/bigquery/v2/projects/{DatasetScene.Project}/queries");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent($$"""{ "query": "{{sql.Replace("{0}", dataset, StringComparison.Ordinal)}}", "useLegacySql": false }""", Encoding.UTF8, MediaTypeNames.Application.Json);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
