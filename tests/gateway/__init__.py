"""Tests of the gateway, against fakes of the three services that answer from one page of made-up facts."""
