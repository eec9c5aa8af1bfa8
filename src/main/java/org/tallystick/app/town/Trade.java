package org.tallystick.app.town;

import java.util.List;

/**
 * What a shop sells: prices in whole units of money, and what stands in the notes.
 */
enum Trade {
    /** No shop. */
    NONE(0, 0, 0, 0, 0, List.of()),
    /** Bread in the morning. */
    BAKERY(
            35,
            140,
            6,
            11,
            9,
            List.of("Two rye loaves", "Rolls and butter", "Birthday cake", "Sourdough", "Poppy seed buns")),
    /** Greens in the late afternoon. */
    GROCER(
            120,
            620,
            9,
            19,
            9,
            List.of("Vegetables for the week", "Potatoes and onions", "Apples, 3 kg", "Groceries", "Eggs")),
    /** Coffee and lunch. */
    CAFE(55, 320, 8, 20, 8, List.of("Coffee", "Lunch", "Two coffees and cake", "Soup of the day")),
    /** Repairs. */
    WORKSHOP(
            180,
            950,
            9,
            17,
            3,
            List.of("New chain", "Brakes and a tube", "Sharpened two knives", "Shoes resoled", "Lamp repaired")),
    /** Books, paper, cloth. */
    STORE(70, 480, 10, 18, 3, List.of("Notebooks", "Second-hand novel", "Wool, four balls", "Gift paper", "Seedlings")),
    /** Hair, massage, lessons. */
    SERVICE(150, 600, 10, 19, 3, List.of("Haircut", "Piano lesson", "Massage", "Beard trim", "English lesson"));

    private final int fromPrice;
    private final int toPrice;
    private final int opens;
    private final int closes;
    private final int customers;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
    private final List<String> notes;

    Trade(int fromPrice, int toPrice, int opens, int closes, int customers, List<String> notes) {
        this.fromPrice = fromPrice;
        this.toPrice = toPrice;
        this.opens = opens;
        this.closes = closes;
        this.customers = customers;
        this.notes = notes;
    }

    int fromPrice() {
        return fromPrice;
    }

    int toPrice() {
        return toPrice;
    }

    /** The hour from which it sells. */
    int opens() {
        return opens;
    }

    /** The hour until which it sells. */
    int closes() {
        return closes;
    }

    /** How many pay on a usual day, at most. */
    int customers() {
        return customers;
    }

    List<String> notes() {
        return notes;
    }
}
