package io.howdah.it.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

import java.math.BigDecimal;

/** Something that is kept. */
@Entity
@Table(name = "zoo_animals")
public class Animal {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    public Long id;

    public String name;
    public BigDecimal weight;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    public Keeper keeper;

    /** For Hibernate. */
    protected Animal() {}

    Animal(String name, BigDecimal weight, Keeper keeper) {
        this.name = name;
        this.weight = weight;
        this.keeper = keeper;
    }
}
