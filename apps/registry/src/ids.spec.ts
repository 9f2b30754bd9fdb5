import { describe, expect, it } from '@jest/globals';
import { newApplicationId, newDeviceId } from './ids.ts';

describe('ids of devices and applications', () => {
  it('are short and safe in a URL', () => {
    expect(newDeviceId()).toMatch(/^dev_[a-z2-7]{20}$/);
    expect(newApplicationId()).toMatch(/^app_[a-z2-7]{26}$/);
  });
});
