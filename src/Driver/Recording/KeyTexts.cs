using DynamoLab.Core;

namespace DynamoLab.Driver.Recording;

/// <summary>The texts of the keys of a run, each decoded once. Bounded: beyond it texts are made anew.</summary>
public sealed class KeyTexts
{
    /// <summary>Keys remembered: 200 000 take some 20 MB.</summary>
    public const int KeysMax = 200_000;

    private readonly Dictionary<Key, string> _texts = [];

    public string Of(Key key)
    {
        if (_texts.TryGetValue(key, out var text))
        {
            return text;
        }

        text = key.ToString();
        if (_texts.Count < KeysMax)
        {
            _texts.Add(key, text);
        }

        return text;
    }
}
