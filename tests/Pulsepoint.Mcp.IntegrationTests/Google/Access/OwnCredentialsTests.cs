using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Google.Access;

internal sealed class OwnCredentialsTests
{
    private string _folder = null!; // made before each test

    [SetUp]
    public void MakeFolder() => _folder = TemporaryFolder.Create();

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_service_accounts_file_gives_one_token_for_many_calls()
    {
        using var endpoint = new TokenEndpoint();
        var credentials = new OwnCredentials(new GoogleAccessOptions { Credentials = ServiceAccount(endpoint) }, OwnCredentials.ForFactsAndEvents);

        var first = await credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None);
        var second = await credentials.TokenAsync(Contexts.Of("borealis"), CancellationToken.None);

        new[] { first, second }.Should().Equal("ya29.given", "ya29.given");
        endpoint.Requests.Should().ContainSingle().Which.Should().Contain("assertion=");
    }

    [Test]
    public async Task An_external_accounts_token_is_exchanged()
    {
        using var endpoint = new TokenEndpoint();
        var credentials = new OwnCredentials(new GoogleAccessOptions { Credentials = ExternalAccount(endpoint) }, OwnCredentials.ForFactsAndEvents);

        (await credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None)).Should().Be("ya29.given");
        endpoint.Requests.Should().ContainSingle().Which.Should().Contain("subject_token=a-token-of-ours");
    }

    [Test]
    public async Task Credentials_that_are_not_accepted_any_more_are_a_refusal()
    {
        using var endpoint = new TokenEndpoint(status: 400);
        var credentials = new OwnCredentials(new GoogleAccessOptions { Credentials = ServiceAccount(endpoint) }, OwnCredentials.ForFactsAndEvents);

        var asking = () => credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.Message.Should().Be("Google gives no token for the credentials.");
    }

    [TestCase("{}")]
    [TestCase("no json")]
    [TestCase("""{"type":"unheard_of"}""")]
    [TestCase("""{"type":"service_account"}""")]
    public async Task A_file_that_holds_no_credentials_is_a_refusal(string content)
    {
        var credentials = new OwnCredentials(new GoogleAccessOptions { Credentials = Write(content) }, OwnCredentials.ForFactsAndEvents);

        var asking = () => credentials.TokenAsync(Contexts.Of("aurora"), CancellationToken.None);

        (await asking.Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("PULSEPOINT_GOOGLE_CREDENTIALS");
    }

    private string ServiceAccount(TokenEndpoint endpoint)
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
            ["token_uri"] = endpoint.Address + "token",
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
}
