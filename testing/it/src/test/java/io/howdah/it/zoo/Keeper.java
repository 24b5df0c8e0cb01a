package io.howdah.it.zoo;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Somebody who keeps animals. */
@Entity
@Table(name = "zoo_keepers")
public class Keeper {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    public Long id;

    @Column(nullable = false, unique = true)
    public String name;

    public LocalDate since;

    @Version public int version;

    @OneToMany(mappedBy = "keeper", cascade = CascadeType.ALL)
    public List<Animal> animals = new ArrayList<>();

    /** For Hibernate. */
    protected Keeper() {}

    /** A keeper without animals. */
    public Keeper(String name, LocalDate since) {
        this.name = name;
        this.since = since;
    }

    /** Gives the keeper an animal. */
    public void add(String animal, BigDecimal weight) {
        animals.add(new Animal(animal, weight, this));
    }
}
