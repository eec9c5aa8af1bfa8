package org.tallystick.app.town;

import java.util.List;
import java.util.Map;

/** Invented names of people and shops. */
final class Names {

    static final List<Map.Entry<String, Trade>> SHOPS = List.of(
            Map.entry("Corner Bakery", Trade.BAKERY),
            Map.entry("Mill Lane Bread", Trade.BAKERY),
            Map.entry("Green Basket", Trade.GROCER),
            Map.entry("Petrenko's Vegetables", Trade.GROCER),
            Map.entry("The Old Dairy", Trade.GROCER),
            Map.entry("Blue Door Café", Trade.CAFE),
            Map.entry("Linden Kitchen", Trade.CAFE),
            Map.entry("Two Wheels Workshop", Trade.WORKSHOP),
            Map.entry("Haugen Shoe Repair", Trade.WORKSHOP),
            Map.entry("Mend and Make", Trade.WORKSHOP),
            Map.entry("Reading Room Books", Trade.STORE),
            Map.entry("Wool and Thread", Trade.STORE),
            Map.entry("Salon Mirela", Trade.SERVICE),
            Map.entry("Riverside Music School", Trade.SERVICE));

    static final List<String> PEOPLE = List.of(
            "Ann Lindqvist",
            "Oksana Bondar",
            "Jonas Weber",
            "Ingrid Solheim",
            "Petro Kovalenko",
            "Marta Zielińska",
            "Amir Hodžić",
            "Lejla Begić",
            "Erion Hoxha",
            "Arta Krasniqi",
            "Halyna Shevchuk",
            "Bjørn Nygård",
            "Clara Fischer",
            "Tomasz Wilk",
            "Nadia Moroz",
            "Sven Dahl",
            "Kateryna Lysenko",
            "Paul Brandt",
            "Zofia Maj",
            "Emina Delić",
            "Taras Melnyk",
            "Hanne Bakke",
            "Felix Kramer",
            "Agnieszka Sowa",
            "Besnik Gashi",
            "Yuliia Tkach",
            "Ola Strand",
            "Greta Vogel",
            "Piotr Zając",
            "Selma Kurtić",
            "Danylo Hrytsenko",
            "Maren Lie",
            "Lukas Baumann",
            "Ewa Kalina",
            "Drita Leka",
            "Roman Savchuk",
            "Silje Moen",
            "Nora Schuster",
            "Jakub Orzeł",
            "Haris Mujić",
            "Iryna Polishchuk",
            "Anders Vik",
            "Theresa Lang",
            "Kinga Lis",
            "Valon Berisha",
            "Stepan Oliinyk",
            "Kari Haugland",
            "Matthias Roth",
            "Olena Marchenko",
            "Eirik Fossum",
            "Helga Simon",
            "Wanda Kos",
            "Mirza Alić",
            "Vira Danko");

    static final List<String> FAVOURS = List.of(
            "Babysitting",
            "Help in the garden",
            "Moved the sofa",
            "Fixed the computer",
            "Ride to the station",
            "Walked the dog",
            "Translated a letter",
            "Painted the fence",
            "Cooked for the feast",
            "Homework help");

    static final List<String> WAGES = List.of("Wages", "Extra shift", "Saturday help");

    static final List<String> SUPPLIES =
            List.of("Flour and milk", "Delivery of Monday", "Boxes and paper", "Rent of the cold room");

    private Names() {}
}
