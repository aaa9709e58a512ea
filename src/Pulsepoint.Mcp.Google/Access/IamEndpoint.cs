namespace Pulsepoint.Mcp.Google.Access;

/// <param name="Address">Where IAM Credentials is asked.</param>
internal sealed record IamEndpoint(Uri Address)
{
    public static IamEndpoint Google { get; } = new(new Uri("https://iamcredentials.googleapis.com/"));
}
