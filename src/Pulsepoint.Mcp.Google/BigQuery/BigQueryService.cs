using Google.Apis.Services;

namespace Pulsepoint.Mcp.Google.BigQuery;

/// <summary>BigQuery v2 as Google's runtime library sees a service. Its requests are built by us: the library's own read attributes by reflection.</summary>
internal sealed class BigQueryService(BaseClientService.Initializer initializer, BigQueryEndpoint endpoint, CallerCredential? credential)
    : BaseClientService(initializer)
{
    private const string Version = "bigquery/v2/";

    /// <summary>What its requests carry; null where none is needed.</summary>
    public CallerCredential? Credential => credential;

    public override string Name => "bigquery";

    public override string BaseUri => endpoint.Address + Version;

    public override string BasePath => Version;

    public override IList<string> Features => [];
}
