package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.base.MalformedJson;

class ImportCommandTest {

    private static final String HEADER = "from,to,equivalent,limit\n";

    @TempDir
    Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    private Shell.Answer importing(String csv, String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = "import";
        arguments[1] = "--practice";
        arguments[2] = "--data";
        arguments[3] = shell.path("data");
        arguments[4] = shell.file("in.csv", csv);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return shell.run(arguments);
    }

    private void nothingWasMade() {
        assertThat(shell.list()).containsExactly("in.csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ann,bob,HOUR,1,5         | 5 fields
                    ann,bob,HOUR             | 3 fields
                    ,bob,HOUR,1              | 'from' is empty
                    ann,bob,HOUR,            | 'limit' is empty
                    ann,bob,hour,1           | 'hour' is no equivalent
                    ann,bob,HOUR,-1          | it has a sign
                    ann,bob,HOUR,1e3         | it has an exponent
                    ann,bob,HOUR,1 000       | it has a space in it
                    ann,bob,HOUR,١           | its digits are not 0 to 9
                    ann,bob,HOUR,1€          | the decimal point is a point
                    ann,bob,HOUR,1.          | its point has no digits on one side
                    ann,bob,HOUR,1.234       | more than 2 decimals
                    ann,bob,HOUR,99999999999999.99 | larger than any amount
                    ann,ann,HOUR,1           | 'ann' cannot trust themselves
                    eve,bob,HOUR,1           | repeats line 2
                    ann,b"ob,HOUR,1          | a quotation mark stands where none may
                    ann,"bob,HOUR,1          | never closed
                    """)
    void aBadLineIsNamedByItsNumberAndNothingIsMade(String line, String why) {
        Shell.Answer answer = importing(HEADER + "eve,bob,HOUR,1\n" + line + "\n");
        assertThat(answer.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(answer.sentence()).contains("line 3: ", why);
        nothingWasMade();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    from,to,equivalent,amount | the column 'amount' is not known
                    from,to,limit             | the column 'equivalent' is missing
                    from,to,to,equivalent,limit | the column 'to' stands twice
                    from;to;equivalent;limit  | commas are expected
                    """)
    void aBadHeaderSaysWhichColumn(String header, String why) {
        Shell.Answer answer = importing(header + "\nann,bob,HOUR,1\n");
        assertThat(answer.sentence()).contains("line 1: ", why);
        nothingWasMade();
    }

    @Test
    void bytesThatAreNoTextAreFoundInTheirLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEADER + "ann,bob,HOUR,1\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {'J', (byte) 0xF8, 'r', 'n', ',', 'b', ',', 'A', ',', '1'});
        shell.file("in.csv", bytes.toByteArray());
        Shell.Answer answer = shell.run("import", "--data", shell.path("data"), shell.path("in.csv"));
        assertThat(answer.sentence()).contains("line 3: ", "not UTF-8");
        nothingWasMade();
    }

    @Test
    void everyBadLineIsCountedAndFiftyAreShown() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 70; i++) {
            csv.append("p").append(i).append(",q,HOUR,").append(i % 7 == 0 ? "1\n" : "x\n");
        }
        Shell.Answer answer = importing(csv.toString());
        assertThat(answer.sentence()).contains("60 bad lines", "line 3: ");
        assertThat(answer.out().lines().filter(line -> line.startsWith("line ")))
                .hasSize(50);
        assertThat(answer.out()).contains("10 more bad lines");
        nothingWasMade();
    }

    @Test
    void aFileOfManyFormsIsRead() throws MalformedJson {
        Shell.Answer answer = importing(
                "\uFEFFlimit,equivalent,from,to\r\n\r\n1.5,HOUR,\"Ann \"\"A\"\" Berg\",\"Bob, son\"\r\n 2 , HOUR ,Bob, Cleo \r\n0.125,GOLD,Cleo,Bob",
                "--equivalent-precision",
                "GOLD:3",
                "--json");
        assertThat(answer.exit()).isEqualTo(ExitCodes.OK);
        assertThat(answer.json().number("lines")).isEqualTo(3);
        assertThat(answer.json().number("participants")).isEqualTo(4);
        assertThat(shell.done("balance", "--data", shell.path("data"), "--of", "Ann \"A\" Berg")
                        .out())
                .contains("can receive 1.50");
        assertThat(shell.done("balance", "--data", shell.path("data"), "--of", "Cleo", "--equivalent", "GOLD")
                        .out())
                .contains("can receive 0.125");
    }

    @Test
    void aPrecisionThatNoLineNeedsIsAMistake() {
        assertThat(importing(HEADER + "a,b,HOUR,1\n", "--equivalent-precision", "HOURS:2")
                        .sentence())
                .contains("HOURS");
        assertThat(importing(HEADER + "a,b,HOUR,1\n", "--equivalent-precision", "HOUR")
                        .sentence())
                .contains("'HOUR' is no CODE:N");
        assertThat(importing(HEADER + "a,b,HOUR,1\n", "--precision", "9").sentence())
                .contains("--precision 9", "between 0 and 8");
        nothingWasMade();
    }

    @Test
    void whatIsThereAlreadyIsNeverTouched() throws IOException {
        Files.createDirectory(temp.resolve("data"));
        assertThat(importing(HEADER + "a,b,HOUR,1\n").sentence()).contains("exists already");
        assertThat(shell.list()).containsExactly("data", "in.csv");
        assertThat(temp.resolve("data")).isEmptyDirectory();
    }

    @Test
    void aPlaceThatIsNotThereAndAFileThatIsNotThereAreNamed() {
        shell.file("in.csv", HEADER + "a,b,HOUR,1\n");
        assertThat(shell.run("import", "--data", shell.path("no/data"), shell.path("in.csv"))
                        .sentence())
                .contains(shell.path("no") + " does not exist");
        assertThat(shell.run("import", "--data", shell.path("data"), shell.path("none.csv"))
                        .sentence())
                .contains("none.csv cannot be read", "does not exist");
        assertThat(shell.run("import", "--data", shell.path("da;ta"), shell.path("in.csv"))
                        .sentence())
                .contains("semicolon");
        nothingWasMade();
    }

    @Test
    void withAPasswordNothingOpensWithoutIt() throws IOException {
        String password = shell.file("password", "correct horse\n");
        String data = shell.path("data");
        Shell.Answer made = importing(HEADER + "a,b,HOUR,1\n", "--password-file", password);
        assertThat(made.exit()).isEqualTo(ExitCodes.OK);
        assertThat(made.err()).doesNotContain("has no password");
        assertThat(shell.run("balance", "--data", data, "--of", "a").sentence())
                .contains("keys.json", "--password-file");
        String wrong = shell.file("wrong", "incorrect horse\n");
        assertThat(shell.run("balance", "--data", data, "--of", "a", "--password-file", wrong)
                        .sentence())
                .contains("password is wrong, or the file is damaged");
        assertThat(shell.run("verify", "--data", data).sentence()).contains("--password-file");
        shell.done("balance", "--data", data, "--of", "a", "--password-file", password);
        shell.done("verify", "--data", data, "--password-file", password);
        assertThat(shell.run("balance", "--data", data, "--of", "a", "--password-file", shell.file("empty", ""))
                        .sentence())
                .contains("begins with an empty line");
    }

    @Test
    void withoutAPasswordTheProgramSaysSoAndOnlyTheOwnerCanRead() throws IOException {
        Shell.Answer made = importing(HEADER + "a,b,HOUR,1\n");
        assertThat(made.err()).contains("keys.json has no password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("data/keys.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("data"))))
                .isEqualTo("rwx------");
    }
}
