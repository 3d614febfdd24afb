import apex.jorje.data.Locations;
import apex.jorje.semantic.compiler.SourceFile;
import apex.jorje.semantic.compiler.parser.ParserEngine;
import apex.jorje.services.exception.ParseException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;

/** Asks the parser of the platform about the texts on standard input. Prints a line for each that it refuses, the first text is 0. */
public class ParseApex {
    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset();
        Locations.useIndexFactory();
        DataInputStream input = new DataInputStream(System.in);
        int texts = input.readInt();
        for (int i = 0; i < texts; i++) {
            String text = new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8);
            List<ParseException> errors = refusals(text);
            if (!errors.isEmpty()) {
                ParseException first = errors.get(0);
                System.out.println(String.join("\t",
                    Integer.toString(i),
                    Integer.toString(first.getLoc().getLine()),
                    Integer.toString(first.getLoc().getColumn()),
                    first.getError().lines().findFirst().orElse("")));
            }
        }
    }

    private static List<ParseException> refusals(String text) {
        return ParserEngine.get(ParserEngine.Type.NAMED)
            .parse(
                SourceFile.builder().setBody(text).build(),
                ParserEngine.HiddenTokenBehavior.IGNORE,
                ParserEngine.SoqlParserType.NEW)
            .getParseErrors();
    }
}
