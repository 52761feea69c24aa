/// <summary>Marks the constructors that let a declaration without a body compile; nobody makes one.</summary>
internal sealed class SignatureOnly
{
    private SignatureOnly()
    {
    }
}
