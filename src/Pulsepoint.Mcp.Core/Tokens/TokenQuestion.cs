namespace Pulsepoint.Mcp.Core.Tokens;

/// <summary>What is put into the mailbox.</summary>
/// <param name="Id">The request's own id.</param>
/// <param name="PublicKey">What the answer is to be sealed to.</param>
/// <param name="Keepsake">The other half, sealed for processes of the same key.</param>
/// <param name="Instead">A request whose answer is of no use; null where there is none.</param>
public sealed record TokenQuestion(TokenRequestId Id, byte[] PublicKey, byte[] Keepsake, TokenRequestId? Instead);
