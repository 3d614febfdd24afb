import java.nio.file.Path;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.reporting.Report;

/** Runs a PMD ruleset over Apex folders; the engine package has no command line of its own. Prints one line per violation. */
public class RunPmd {
    public static void main(String[] arguments) {
        PMDConfiguration configuration = new PMDConfiguration();
        configuration.addRuleSet(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            configuration.addInputPath(Path.of(arguments[i]));
        }
        configuration.setIgnoreIncrementalAnalysis(true);
        configuration.setOnlyRecognizeLanguage(LanguageRegistry.PMD.getLanguageById("apex"));
        configuration.setThreads(1);
        try (PmdAnalysis analysis = PmdAnalysis.create(configuration)) {
            Report report = analysis.performAnalysisAndCollectReport();
            report.getViolations().forEach(violation -> System.out.println(String.join("\t",
                violation.getFileId().getAbsolutePath(),
                Integer.toString(violation.getBeginLine()),
                Integer.toString(violation.getBeginColumn()),
                violation.getRule().getName(),
                violation.getDescription().replaceAll("\\s+", " "))));
        }
    }
}
