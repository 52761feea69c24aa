using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Platform.Tests.Conformance.Architecture;

/// <summary>One instruction of a method body.</summary>
/// <param name="Code">Its operation code.</param>
/// <param name="Token">The metadata that it mentions; nil when it mentions none.</param>
internal readonly record struct Instruction(OpCode Code, EntityHandle Token);

/// <summary>Reads method bodies (ECMA-335, III) instruction by instruction.</summary>
internal static class Instructions
{
    private const byte TwoByteLead = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(code => code.Value);

    /// <summary>The instructions of a body in the order in which they lie.</summary>
    public static List<Instruction> Read(MethodBodyBlock body)
    {
        var instructions = new List<Instruction>();
        var bytes = body.GetILReader();
        while (bytes.RemainingBytes > 0)
        {
            var first = bytes.ReadByte();
            var code = Codes[first == TwoByteLead ? unchecked((short)((TwoByteLead << 8) | bytes.ReadByte())) : first];
            instructions.Add(new(code, Operand(ref bytes, code.OperandType)));
        }

        return instructions;
    }

    private static EntityHandle Operand(ref BlobReader bytes, OperandType type)
    {
        switch (type)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                return MetadataTokens.EntityHandle(bytes.ReadInt32());
            case OperandType.InlineSwitch:
                var targets = bytes.ReadInt32();
                bytes.Offset += 4 * targets;
                break;
            default:
                bytes.Offset += Size(type);
                break;
        }

        return default;
    }

    private static int Size(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineSig or OperandType.InlineString or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown operand"),
    };
}
