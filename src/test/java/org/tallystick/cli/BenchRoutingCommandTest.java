package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

class BenchRoutingCommandTest {

    /** Two ways from 1 to 4 over 2 and over 3, of 10 and 5, and a long one over 7, 8 and 9 of 100; whom nobody trusts has an arc of nothing. */
    private static final String GRAPH = """
            from,to,capacity_minor
            1,2,10
            2,4,10
            1,3,5
            3,4,5
            1,7,100
            7,8,100
            8,9,100
            9,4,100
            2000000000,1,0
            """;

    private static final String PAYMENTS = "from,to,amount_minor\n";

    @TempDir
    Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
        shell.file("arcs.csv", GRAPH);
    }

    private Shell.Answer paying(String payments, String policy, String hops) {
        shell.file("payments.csv", PAYMENTS + payments);
        return shell.run(
                "bench",
                "routing",
                "--graph",
                shell.path("arcs.csv"),
                "--payments",
                shell.path("payments.csv"),
                "--policy",
                policy,
                "--hops",
                hops,
                "--json");
    }

    private static String paid(Shell.Answer answer) throws MalformedJson {
        assertThat(answer.exit()).as(answer.err()).isZero();
        Json.Obj json = answer.json();
        return json.number("able") + " of " + json.number("asked") + ", " + json.number("flowing") + " flow, "
                + json.text("volume_percent") + " %";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            single | 3  | 1 of 3, 1 flow, 15.385 %
            multi  | 3  | 1 of 3, 1 flow, 15.385 %
            """)
    void onlyWhatIsKnownIsSearchedFor(String policy, String hops, String expected) throws MalformedJson {
        assertThat(paid(paying("1,4,10\n1,5,5\n6,4,50\n", policy, hops))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            single | 3  | 0 of 2, 1 flow, 0.000 %
            multi  | 3  | 1 of 2, 1 flow, 10.909 %
            single | 4  | 1 of 2, 1 flow, 10.909 %
            max    | 3  | 1 of 2, 1 flow, 10.909 %
            """)
    void thePolicySaysOverHowManyWays(String policy, String hops, String expected) throws MalformedJson {
        assertThat(paid(paying("1,4,12\n2,3,98\n", policy, hops))).isEqualTo(expected);
    }

    @Test
    void thePaymentsBeforeDecideWhatCanBePaid() throws MalformedJson {
        assertThat(paid(paying("1,2,10\n1,2,1\n4,2,4\n", "single", "2"))).isEqualTo("1 of 3, 1 flow, 66.667 %");
        assertThat(paid(paying("1,2,10\n2,1,10\n1,2,10\n", "single", "2"))).isEqualTo("3 of 3, 3 flow, 100.000 %");
    }

    @Test
    void withoutPaymentsPairsAreAskedWhatTheyCanPay() throws MalformedJson {
        Shell.Answer answer =
                shell.done("bench", "routing", "--graph", shell.path("arcs.csv"), "--hops", "2", "--json");
        assertThat(answer.json().number("participants")).isEqualTo(8);
        assertThat(answer.json().number("asked")).isEqualTo(2_000);
        assertThat(answer.json().number("able")).isLessThan(answer.json().number("flowing"));
        String table = shell.done("bench", "routing", "--graph", shell.path("arcs.csv"))
                .out();
        assertThat(table).contains("CPU us: mean", "queries per CPU second", "bytes a line", "multi, at most 6 hops");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1,4      | line 3: three fields
            1,4,5,6  | line 3: three fields
            1,,5     | line 3: 'to' is no whole number
            1,4,     | line 3: 'amount_minor' is no whole number
            1,4,0    | line 3: 'amount_minor' is no whole number
            1,4,-1   | line 3: 'amount_minor' is no whole number
            1,4,1.5  | line 3: 'amount_minor' is no whole number
            1,4,1000000000000001 | line 3: 'amount_minor' is no whole number
            99999999999999999999999,4,1 | line 3: 'from' is no whole number
            2147483648,4,1 | line 3: 'from' is no whole number
            4,4,1    | line 3: both are the same participant
            """)
    void aBadRowIsNamedByItsLine(String row, String sentence) {
        Shell.Answer answer = paying("1,4,1\n" + row + "\n", "single", "6");
        assertThat(answer.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(answer.sentence()).contains("payments.csv, " + sentence);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void aFileWithAnotherHeaderOrNoRowIsRefused() {
        assertThat(paying("", "single", "6").sentence()).contains("payments.csv has no row");
        String empty = shell.file("empty.csv", "");
        assertThat(shell.run("bench", "routing", "--graph", empty).sentence())
                .contains("empty.csv, line 1: the header must be from,to,capacity_minor");
        String other = shell.file("other.csv", "from;to;capacity_minor\n1;2;3\n");
        assertThat(shell.run("bench", "routing", "--graph", other).exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(shell.run("bench", "routing", "--graph", shell.path("none.csv"))
                        .sentence())
                .contains("none.csv");
    }

    @Test
    void carriageReturnsEmptyLinesAByteOrderMarkAndAMissingLastLineBreakAreNoFault() throws MalformedJson {
        shell.file("arcs.csv", "\uFEFFfrom,to,capacity_minor\r\n\r\n1,2,10\r\n2,1,5");
        assertThat(paid(paying("1,2,10", "single", "1"))).isEqualTo("1 of 1, 1 flow, 100.000 %");
    }

    @Test
    void arcsWithTheSameEndsBearTheirSum() throws MalformedJson {
        shell.file("arcs.csv", "from,to,capacity_minor\n1,2,10\n1,2,10\n");
        assertThat(paid(paying("1,2,20", "single", "1"))).isEqualTo("1 of 1, 1 flow, 100.000 %");
    }

    @ParameterizedTest
    @CsvSource({"widest,6,'widest'", "single,0,--hops 0", "single,33,--hops 33"})
    void anOptionOutOfItsBoundsIsRefused(String policy, String hops, String named) {
        Shell.Answer answer = paying("1,2,1\n", policy, hops);
        assertThat(answer.exit()).isEqualTo(ExitCodes.BAD_INPUT);
        assertThat(answer.sentence()).contains(named);
    }

    @Test
    void paymentsAmongStrangersAloneAreRefused() {
        assertThat(paying("5,6,1\n", "single", "6").sentence()).contains("Nobody in");
    }
}
