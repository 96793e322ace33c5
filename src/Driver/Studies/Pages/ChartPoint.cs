namespace DynamoLab.Driver.Studies.Pages;

/// <summary>A point, and how far up and down it may be off; 0 draws no bar.</summary>
internal readonly record struct ChartPoint(double X, double Y, double HalfWidth = 0);
