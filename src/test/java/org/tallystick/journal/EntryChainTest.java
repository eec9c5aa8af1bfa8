package org.tallystick.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.identity.Sha256;

final class EntryChainTest {

    private static final byte[] ID = Sha256.of("owner".getBytes(UTF_8));

    @TempDir
    Path temp;

    private JournalConfig config() {
        return JournalConfig.in(temp.resolve("chain")).withSizes(1 << 16, 4096);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Journal reopened() throws IOException {
        return ((JournalOpening.Opened) Journal.open(config(), 0)).journal();
    }

    @Test
    void entriesComeBackInOrderAndOneByOne() throws Exception {
        try (EntryChain chain = EntryChain.create(config(), ID)) {
            assertThat(chain.append(bytes("a"))).isZero();
            assertThat(chain.append(bytes("b"))).isEqualTo(1);
        }
        try (EntryChain chain = new EntryChain(reopened())) {
            List<String> seen = new ArrayList<>();
            assertThat(chain.<RuntimeException>follow(record -> seen.add(new String(record.payload(), UTF_8))))
                    .isEqualTo(OptionalLong.empty());
            assertThat(seen).containsExactly("a", "b");
            assertThat(chain.read(1))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes("b")));
            assertThat(chain.read(2)).isEmpty();
            assertThat(chain.size()).isEqualTo(2);
            assertThat(chain.isOf(ID)).isTrue();
            assertThat(chain.isOf(Sha256.of(bytes("other")))).isFalse();
        }
    }

    @Test
    void anEntryThatDoesNotFollowIsNamedAndNotVisited() throws Exception {
        try (Journal journal = Journal.create(config(), ID, 0)) {
            journal.append(JournalEntry.of(0, Sha256.of(new byte[32], bytes("a")), (byte) 0, bytes("a")));
            journal.append(JournalEntry.of(1, Sha256.of(new byte[32], bytes("c")), (byte) 0, bytes("c")));
        }
        try (EntryChain chain = new EntryChain(reopened())) {
            List<String> seen = new ArrayList<>();
            assertThat(chain.<RuntimeException>follow(record -> seen.add(new String(record.payload(), UTF_8))))
                    .isEqualTo(OptionalLong.of(1));
            assertThat(seen).containsExactly("a");
        }
    }
}
