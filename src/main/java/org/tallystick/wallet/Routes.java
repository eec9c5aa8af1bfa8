package org.tallystick.wallet;

import java.util.List;
import java.util.Map;

/** What a hub answers when it is asked how a payment could go. */
public sealed interface Routes {

    /**
     * It can go like this now.
     *
     * @param ways each with its share; together the whole amount
     * @param atLeastMinor what can be paid at least under the same constraints, not less than the amount
     */
    record Found(List<Way> ways, long atLeastMinor) implements Routes {

        /** Keeps an unmodifiable copy. */
        public Found {
            ways = List.copyOf(ways);
        }
    }

    /**
     * Not so much.
     *
     * @param atLeastMinor what can be paid at least; 0 where there is no way
     * @param outOfReachMinor what could flow over longer or more ways than a payment may take, 0 where no more could
     */
    record TooLittle(long atLeastMinor, long outOfReachMinor) implements Routes {}

    /**
     * It would be refused whatever the amount.
     *
     * @param code an error code of the API map
     * @param details names of the API map with their values
     */
    record Refused(String code, Map<String, String> details) implements Routes {

        /** Keeps an unmodifiable copy. */
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /**
     * One way of a payment.
     *
     * @param people payer, carriers, payee
     * @param amountMinor its share, in minor units
     */
    record Way(List<PersonCard> people, long amountMinor) {

        /** Keeps an unmodifiable copy. */
        public Way {
            people = List.copyOf(people);
        }
    }
}
