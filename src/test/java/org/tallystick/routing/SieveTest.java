package org.tallystick.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SieveTest {

    private static final int NODES = 100;

    @Property
    void thoseArePickedWhoComeIntoQuestionOneByOne(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = Sieve.STRETCH) int length, @ForAll boolean fromPayee) {
        Random random = new Random(seed);
        byte[] marks = new byte[NODES];
        for (int node = 0; node < NODES; node++) {
            marks[node] = (byte) random.nextInt(32);
        }
        int begin = random.nextInt(10);
        long[] words = new long[begin + length + random.nextInt(10)];
        for (int i = 0; i < words.length; i++) {
            int neighbour = random.nextInt(NODES);
            words[i] = ArcWord.of(ArcWord.of(neighbour), random.nextInt(9), random.nextInt(9), random.nextBoolean());
        }
        int shift = fromPayee ? ArcWord.INWARD_SHIFT : ArcWord.OUTWARD_SHIFT;
        int bits = !fromPayee || random.nextBoolean() ? ArcWord.MAGNITUDE : ArcWord.MAGNITUDE_OR_MORE;
        boolean touched = random.nextBoolean();
        boolean onlyBridges = random.nextBoolean();
        int least = 1 + random.nextInt(8);
        Sieve sieve = new Sieve();
        sieve.begin(marks, least);

        long picked =
                sieve.pick(words, begin, begin + length, shift, bits, Sieve.lifts(fromPayee, touched, onlyBridges));

        for (int i = 0; i < Long.SIZE; i++) {
            boolean wanted = i < length
                    && isPicked(words[begin + i], marks, shift, bits, least, fromPayee, touched, onlyBridges);
            assertThat((picked >>> i & 1) != 0).as("the word at %d", i).isEqualTo(wanted);
        }
    }

    private static boolean isPicked(
            long word,
            byte[] marks,
            int shift,
            int bits,
            int least,
            boolean fromPayee,
            boolean touched,
            boolean onlyBridges) {
        int mark = marks[ArcWord.neighbour(word)];
        boolean onPayersSide = (mark & Terrain.FROM_PAYER) != 0;
        boolean onPayeesSide = (mark & Terrain.FROM_PAYEE) != 0;
        boolean isHere = fromPayee ? onPayeesSide : onPayersSide;
        boolean isThere = fromPayee ? onPayersSide : onPayeesSide;
        if (isHere || (mark & Terrain.BARRED) != 0 || (onlyBridges && !isThere)) {
            return false;
        }
        boolean isGoal = !fromPayee && (mark & Terrain.GOAL) != 0;
        boolean isNextToFlow = touched && (mark & Terrain.TOUCHED) != 0;
        boolean paysMore = bits == ArcWord.MAGNITUDE_OR_MORE && (word & ArcWord.PAYS_MORE) != 0;
        return isGoal || isNextToFlow || paysMore || ArcWord.magnitude(word, shift) >= least;
    }
}
