using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FluentAssertions;
using Google.Apis.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.PubSub;
using Pulsepoint.Mcp.IntegrationTests.Google.BigQuery;
using Pulsepoint.Mcp.Testing;
using Pulsepoint.Mcp.Testing.Google.Tokens;

namespace Pulsepoint.Mcp.IntegrationTests.Google.Access;

internal sealed class OwnCredentialsTests
{
    private const string Acted = "pulsepoint-operator@acme.iam.gserviceaccount.com";
    private const string FoundByTools = "GOOGLE_APPLICATION_CREDENTIALS";

    private string _folder = null!; // made before each test

    [SetUp]
    public void MakeFolder() => _folder = TemporaryFolder.Create();

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_service_accounts_file_gives_one_token_for_many_calls()
    {
        using var endpoint = new TokenEndpoint();
        var credentials = Of(ServiceAccount(endpoint));

        var first = await credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None);
        var second = await credentials.TokenAsync(Contexts.Of("borealis"), CancellationToken.None);

        new[] { first, second }.Should().Equal("ya29.given", "ya29.given");
        endpoint.Requests.Should().ContainSingle().Which.Should().Contain("assertion=");
    }

    [Test]
    public async Task An_external_accounts_token_is_exchanged()
    {
        using var endpoint = new TokenEndpoint();
        var credentials = Of(ExternalAccount(endpoint));

        (await credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None)).Should().Be("ya29.given");
        endpoint.Requests.Should().ContainSingle().Which.Should().Contain("subject_token=a-token-of-ours");
    }

    [Test]
    public async Task Credentials_that_are_not_accepted_any_more_are_a_refusal()
    {
        using var endpoint = new TokenEndpoint(status: 400);
        var credentials = Of(ServiceAccount(endpoint));

        var asking = () => credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Be("Google gives no token for the credentials.");
    }

    [TestCase("{}")]
    [TestCase("no json")]
    [TestCase("""{"type":"unheard_of"}""")]
    [TestCase("""{"type":"service_account"}""")]
    public async Task A_file_that_holds_no_credentials_is_a_refusal(string content)
    {
        var credentials = Of(Write(content));

        var asking = () => credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("PULSEPOINT_GOOGLE_CREDENTIALS");
    }

    [Test]
    public async Task An_account_that_is_acted_as_gets_a_token_of_its_own_with_the_scopes_that_are_needed()
    {
        await using var google = await LoopbackTokens.StartAsync();
        google.Grant(Acted);
        var source = new CredentialSource(ServiceAccount(google.TokenUri), Acted, "PULSEPOINT_GOOGLE_IMPERSONATE");
        var credentials = new OwnCredentials(source, OwnCredentials.ForDatasets, new LedAstray(google.Address));

        var token = await credentials.TokenAsync(CancellationToken.None);

        google.WhoseIs(token!).Should().Be(Acted);
        google.Mints.Should().ContainSingle().Which.Scopes.Should().Equal(OwnCredentials.ForDatasets);
    }

    [Test]
    public async Task An_account_that_may_not_be_acted_as_is_a_refusal()
    {
        await using var google = await LoopbackTokens.StartAsync();
        var source = new CredentialSource(ServiceAccount(google.TokenUri), Acted, "PULSEPOINT_GOOGLE_IMPERSONATE");
        var credentials = new OwnCredentials(source, OwnCredentials.ForDatasets, new LedAstray(google.Address));

        var asking = () => credentials.TokenAsync(CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("PULSEPOINT_GOOGLE_IMPERSONATE");
    }

    // The variable is the process's.
    [Test, NonParallelizable]
    public async Task The_default_is_what_Googles_own_tools_would_find()
    {
        using var endpoint = new TokenEndpoint();
        Environment.SetEnvironmentVariable(FoundByTools, ServiceAccount(new Uri(endpoint.Address + "token")));
        try
        {
            (await Of(CredentialSource.Default).TokenAsync(CancellationToken.None)).Should().Be("ya29.given");
        }
        finally
        {
            Environment.SetEnvironmentVariable(FoundByTools, null);
        }
    }

    [Test]
    public async Task Who_reads_subscriptions_may_be_another_than_who_publishes_and_asks()
    {
        using var endpoint = new TokenEndpoint();
        var access = new GoogleAccessOptions { AlertsCredentials = ServiceAccount(new Uri(endpoint.Address + "token")) };
        await using var services = new ServiceCollection().AddLogging().AddPulsepointGoogle(new PubSubOptions(), access: access).BuildServiceProvider();

        (await services.GetRequiredService<SubscriptionTokens>().TokenAsync(Contexts.Of("aurora"), CancellationToken.None)).Should().Be("ya29.given");
        (await services.GetRequiredService<ITokenAccess>().TokenAsync(Contexts.Of("aurora"), CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task Who_reads_subscriptions_is_the_tenants_identity_where_nobody_else_is_named()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton<ITokenAccess>(new OneToken("ya29.of-aurora")).AddPulsepointGoogle(new PubSubOptions()).BuildServiceProvider();

        (await services.GetRequiredService<SubscriptionTokens>().TokenAsync(Contexts.Of("aurora"), CancellationToken.None)).Should().Be("ya29.of-aurora");
    }

    private static OwnCredentials Of(string credentials) => new(new CredentialSource(credentials, Impersonate: null, "PULSEPOINT_GOOGLE_CREDENTIALS"), OwnCredentials.ForFactsAndEvents);

    private string ServiceAccount(TokenEndpoint endpoint) => ServiceAccount(new Uri(endpoint.Address + "token"));

    private string ServiceAccount(Uri tokenUri)
    {
        using var key = RSA.Create(2048);
        return Write(new JsonObject
        {
            ["type"] = "service_account",
            ["project_id"] = "acme",
            ["private_key_id"] = "1",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "pulsepoint@acme.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["token_uri"] = tokenUri.ToString(),
        }.ToJsonString());
    }

    private string ExternalAccount(TokenEndpoint endpoint)
    {
        var subject = Path.Combine(_folder, "subject");
        File.WriteAllText(subject, "a-token-of-ours");
        return Write(new JsonObject
        {
            ["type"] = "external_account",
            ["audience"] = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider",
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
            ["token_url"] = endpoint.Address + "v1/token",
            ["credential_source"] = new JsonObject { ["file"] = subject },
        }.ToJsonString());
    }

    private string Write(string content)
    {
        var path = Path.Combine(_folder, "credentials.json");
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>The library knows one address to act as others from; here it leads to this machine.</summary>
    private sealed class LedAstray(Uri google) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new Redirected(google) { InnerHandler = base.CreateHandler(args) };

        private sealed class Redirected(Uri google) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                request.RequestUri = new Uri(google, request.RequestUri!.PathAndQuery);
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
