using System.Text;

namespace DynamoLab.Driver.Cli;

/// <summary>Takes apart what <see cref="RepeatCommand"/> put together.</summary>
internal static class ShellWords
{
    /// <summary>Words are parted by spaces; single quotes keep everything, a backslash the next character.</summary>
    public static List<string> Split(string command)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        var isQuoted = false;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == ' ' && !isQuoted)
            {
                Complete();
                continue;
            }

            word ??= new StringBuilder();
            if (c == '\'')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                i += c == '\\' && !isQuoted && i + 1 < command.Length ? 1 : 0;
                word.Append(command[i]);
            }
        }

        Complete();
        return words;

        void Complete()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
            }

            word = null;
        }
    }
}
