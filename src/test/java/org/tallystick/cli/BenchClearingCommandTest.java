package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.base.Json;
import org.tallystick.base.MalformedJson;

class BenchClearingCommandTest {

    /** A triangle of 3 that comes to its end before a ring of five over the same debt of 1 to 2 does. */
    private static final String DEBTS = """
            debtor,creditor,amount_minor
            1,2,3
            2,70,5
            70,1,3
            70,9,3
            9,8,3
            8,1,3
            """;

    @TempDir
    Path temp;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(temp);
    }

    private Json.Obj measured(String debts, String batch) throws MalformedJson {
        return shell.done("bench", "clearing", "--debts", shell.file("debts.csv", debts), "--batch", batch, "--json")
                .json();
    }

    @Test
    void whatComesFirstIsClearedFirstAndTheBestIsShownBesideIt() throws MalformedJson {
        Json.Obj json = measured(DEBTS, "6");
        assertThat(json.number("participants")).isEqualTo(5);
        assertThat(json.number("debts")).isEqualTo(6);
        // Of 20, at once: the ring of 1, 2, 70, 9, 8 takes five times 3; as they come the triangle takes three times 3.
        assertThat(json.text("offline_percent")).isEqualTo("75.000");
        assertThat(json.text("online_percent")).isEqualTo("45.000");
        assertThat(json.text("online_of_offline_percent")).isEqualTo("60.000");
        assertThat(json.number("triangles")).isEqualTo(1);
        assertThat(json.number("batches")).isEqualTo(1);
    }

    @Test
    void batchesClearWhatNoTriangleDoes() throws MalformedJson {
        Json.Obj json = measured("debtor,creditor,amount_minor\n1,2,4\n2,3,4\n3,4,4\n4,1,4\n2,1,1\n5,1,3\n", "4");
        assertThat(json.number("batches")).isEqualTo(2);
        assertThat(json.number("batch_cycles")).isEqualTo(1);
        assertThat(json.text("batches_percent")).isEqualTo("80.000");
        assertThat(json.text("cancelled_percent")).isEqualTo("0.000");
        assertThat(measured("debtor,creditor,amount_minor\n1,2,4\n2,1,6\n", "4").text("cancelled_percent"))
                .isEqualTo("80.000");
    }

    @Test
    void aTableIsPrintedAndBadFilesAreNamed() {
        String file = shell.file("debts.csv", DEBTS);
        assertThat(shell.done("bench", "clearing", "--debts", file).out())
                .contains("netted at once", "75.00 %", "new debts: CPU us mean");
        assertThat(shell.run("bench", "clearing", "--debts", file, "--batch", "0")
                        .exit())
                .isEqualTo(ExitCodes.BAD_INPUT);
        String other = shell.file("other.csv", "a,b,c\n1,2,3\n");
        assertThat(shell.run("bench", "clearing", "--debts", other).sentence())
                .contains("the header must be debtor,creditor,amount_minor");
    }
}
