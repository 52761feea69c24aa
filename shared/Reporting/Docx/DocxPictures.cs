using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Platform.Reporting.Figures;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Platform.Reporting.Docx;

/// <summary>Figures as inline pictures with explicit part and relationship ids.</summary>
internal sealed class DocxPictures(MainDocumentPart main)
{
    private const long EmuPerPoint = 12_700;

    private uint _count;

    public Paragraph Paragraph(Figure figure)
    {
        _count++;
        var id = $"rIdFigure{_count}";
        var part = main.AddImagePart(ImagePartType.Png, id);
        using (var picture = new MemoryStream())
        {
            figure.WritePng(picture);
            picture.Position = 0;
            part.FeedData(picture);
        }

        return new Paragraph(
            new ParagraphProperties(
                new KeepNext(),
                new SpacingBetweenLines { Before = "120", After = "0" },
                new Justification { Val = JustificationValues.Center }),
            new Run(new Drawing(Inline(figure, id))));
    }

    private Wp.Inline Inline(Figure figure, string relationship)
    {
        var (width, height) = ((long)(figure.Width * EmuPerPoint), (long)(figure.Height * EmuPerPoint));
        return new Wp.Inline(
            new Wp.Extent { Cx = width, Cy = height },
            new Wp.DocProperties { Id = _count, Name = figure.Name, Description = figure.Caption },
            new A.Graphic(new A.GraphicData(Picture(figure, relationship, width, height))
            {
                Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture",
            }))
        {
            DistanceFromTop = 0u, DistanceFromBottom = 0u, DistanceFromLeft = 0u, DistanceFromRight = 0u,
        };
    }

    private Pic.Picture Picture(Figure figure, string relationship, long width, long height) => new(
        new Pic.NonVisualPictureProperties(
            new Pic.NonVisualDrawingProperties { Id = _count, Name = figure.Name + ".png" }, new Pic.NonVisualPictureDrawingProperties()),
        new Pic.BlipFill(new A.Blip { Embed = relationship }, new A.Stretch(new A.FillRectangle())),
        new Pic.ShapeProperties(
            new A.Transform2D(new A.Offset { X = 0L, Y = 0L }, new A.Extents { Cx = width, Cy = height }),
            new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
}
