using NetTopologySuite.Geometries;
using Platform.Formats.Features;
using Platform.Formats.Tables;
using Platform.Tests.Unit.Formats.Intake;

namespace Platform.Tests.Unit.Formats.Tables;

public sealed class CsvLayerWriterTests
{
    [Fact]
    public void Write_ThenRead_KeepsEveryDigit()
    {
        double[] numbers = [0.1, 1.0 / 3, 38_500_123.456_789_01, -1e-300, 123_456_789.123_456_78, double.Epsilon];
        var rows = numbers.Select(n => new FeatureToWrite(new Point(n, Math.PI), ["a\"b", 7L]));
        using var stream = new MemoryStream();
        CsvLayerWriter.Write(stream, new LayerToWrite(new LayerSchema("a", "", GeometryKind.Point, [new("名", FieldType.Text), new("n", FieldType.Integer)], CrsDefinition.Missing), rows));
        var outcome = Outcome.Of("a.csv", stream.ToArray());

        Assert.Equal("", outcome.Codes);
        Assert.Equal(numbers, outcome.Features.Select(f => f.Geometry!.Coordinate.X));
        Assert.All(outcome.Features, f => Assert.Equal(["a\"b", "7"], f.Values));
    }
}
